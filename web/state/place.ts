import { type Address, formatAddress, type ReadAddress, readAddress, seedsFrom } from '../../src/index.ts';

/** Parts of the page, by their word in the address; the first is there at once. */
export const tabNames = [
  'live',
  'story',
  'certificate',
  'scaling',
  'phase',
  'claims',
  'open',
  'glossary',
] as const;

/** What a query asks for; other parts than the live one read their parameters themselves. */
export function openedAt(query: string): ReadAddress {
  const parameters = new URLSearchParams(query);
  const tab = parameters.get('tab') ?? tabNames[0];
  if (tab === tabNames[0]) return readAddress(parameters, tabNames);
  const shared = [...parameters].filter(([key]) => key === 'tab' || key === 'theme');
  return readAddress(shared, tabNames);
}

/** The query that opens an address. */
export function queryOf(address: Address): string {
  const query = new URLSearchParams(formatAddress(address, tabNames)).toString();
  return query.replace(/=(?=&|$)/g, '').replace(/%(2C|3A|2F|3D)/g, decodeURIComponent);
}

/** What identifies a run among others: its settings and seeds, and nothing of how it is looked at. */
export function linkOf({ experiment, settings, seeds }: Pick<Address, 'experiment' | 'settings' | 'seeds'>) {
  const { address } = openedAt(`experiment=${experiment}`);
  return queryOf({ ...address, experiment, settings, seeds: { ...seedsFrom(0), ...seeds } });
}

/** The page's address with another query. */
export const hrefOf = (query: string) => `${location.pathname}${query && `?${query}`}`;
