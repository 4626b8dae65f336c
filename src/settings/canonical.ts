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
  return trialIds(experiment, settings)(canonicalJson(seeds));
}

/**
 * Identities of trials that differ in their seeds only.
 *
 * @param sha256 of text in UTF-8, in hexadecimal; a faster one gives the same
 * @returns a function of the seeds as canonical JSON
 */
export function trialIds(
  experiment: string,
  settings: object,
  sha256: (text: string) => string = (text) => hash(new TextEncoder().encode(text)),
): (seeds: string) => string {
  const first = `{"experiment":${JSON.stringify(experiment)},"seeds":`;
  const last = `,"settings":${canonicalJson(settings)}}`;
  return (seeds) => sha256(first + seeds + last).slice(0, 16);
}
