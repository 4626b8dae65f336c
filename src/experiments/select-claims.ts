import { Misuse } from '../settings/misuse.ts';
import { nearest } from '../settings/nearest.ts';
import type { Claim } from './claim.ts';

/** Claims asked for, in the order of the list, and whether each was asked for by its own name. */
export interface Selected {
  readonly claim: Claim;
  readonly byName: boolean;
}

/**
 * `A4`, `a4` or `xor/heavy-rate` is one claim, `A` all of a paper's, nothing all of them.
 *
 * @throws Misuse for a word that is none of these, with the nearest
 */
export function selectClaims(words: readonly string[], claims: readonly Claim[]): Selected[] {
  const names = words.map((word) => word.toLowerCase());
  const papers = new Set(claims.map(({ id }) => paperOf(id)));
  const isNamed = ({ id, name }: Claim) => names.includes(id.toLowerCase()) || names.includes(name);
  for (const [i, word] of names.entries()) {
    if (papers.has(word) || claims.some(({ id, name }) => id.toLowerCase() === word || name === word))
      continue;
    const known = [
      ...claims.flatMap(({ id, name }) => [id, name]),
      ...[...papers].map((p) => p.toUpperCase()),
    ];
    throw new Misuse(
      `check ${words[i]}: there is no such claim; the nearest are ${nearest(word, known).join(', ')}`,
    );
  }
  return claims
    .filter((claim) => names.length === 0 || isNamed(claim) || names.includes(paperOf(claim.id)))
    .map((claim) => ({ claim, byName: isNamed(claim) }));
}

/** The letter of a claim's paper, in lower case. */
const paperOf = (id: string) => id.replace(/\d+$/, '').toLowerCase();
