import { allFields, experiments, type FieldMeta, metrics } from '../../src/index.ts';
import { type Term, terms } from './terms.ts';

/** A name in the code, as the code itself documents it. */
export interface Name {
  readonly name: string;
  readonly symbol?: string;
  readonly doc: string;
  /** Where the glossary has more of it. */
  readonly term?: string;
}

const explained = (name: string) => terms.find(({ code }) => code?.includes(name));

/** A name with the term that explains it, where there is one. */
function nameOf({ name, symbol, doc }: Pick<Name, 'name' | 'symbol' | 'doc'>): Name {
  const term = explained(name)?.name;
  return { name, doc, ...(symbol && { symbol }), ...(term && { term }) };
}

/** Every metric. */
export const metricNames: readonly Name[] = metrics.map(nameOf);

/** Every setting of an experiment that can be watched, once. */
export const settingNames: readonly Name[] = [
  ...new Map(experiments.filter(({ live }) => live).flatMap((one) => Object.entries(allFields(one)))),
].map(([name, field]) => nameOf({ name, ...(field.meta() as unknown as FieldMeta) }));

const includes = (text: string | undefined, words: string) => text?.toLowerCase().includes(words) ?? false;

/** Whether a term has to do with what is searched for. */
export const concerns = (words: string) => {
  const sought = words.trim().toLowerCase();
  return ({ name, meaning, code }: Term) =>
    includes(name, sought) ||
    includes(meaning, sought) ||
    (code?.some((one) => includes(one, sought)) ?? false);
};

/** Whether a name in the code has to do with what is searched for. */
export const isMeant = (words: string) => {
  const sought = words.trim().toLowerCase();
  return ({ name, symbol, doc }: Name) =>
    includes(name, sought) || includes(symbol, sought) || includes(doc, sought);
};
