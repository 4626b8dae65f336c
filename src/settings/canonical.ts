import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

/** JSON with sorted keys and no spaces: equal values give equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

/** SHA-256 in hexadecimal. */
export function hash(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

/** Identity of a trial: SHA-256 of the canonical JSON of what it was asked to do, first 16 hexadecimal digits. */
export function trialId(experiment: string, settings: object, seeds: object): string {
  return hash(new TextEncoder().encode(canonicalJson({ experiment, settings, seeds }))).slice(0, 16);
}
