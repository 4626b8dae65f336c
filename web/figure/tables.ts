import { csvLines, entryOf, type Figure } from '../../src/index.ts';

type Node = Readonly<Record<string, unknown>>;
type Row = Readonly<Record<string, unknown>>;

/** The rows that one mark of a figure draws. */
interface MarkTable {
  readonly name: string;
  readonly rows: readonly Row[];
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** What only helps to read a figure: grids, halos of words, invisible marks that hold an axis. */
function isScaffold(mark: unknown): boolean {
  if (!isNode(mark)) return false;
  return mark.opacity === 0 || mark.style === 'grid' || mark.style === 'halo';
}

/** All inline data of a specification, in the order of drawing, named by panel and mark. */
function tablesOf(node: Node, panel = ''): MarkTable[] {
  const name = titleOf(node) || panel;
  const rows = (node.data as Node | undefined)?.values;
  const own = Array.isArray(rows) && !isScaffold(node.mark) ? [{ name: named(name, node.mark), rows }] : [];
  const parts = ['layer', 'vconcat', 'hconcat', 'concat'].flatMap((key) => (node[key] ?? []) as Node[]);
  const inner = isNode(node.spec) ? [node.spec] : [];
  return [...own, ...[...parts, ...inner].flatMap((part) => tablesOf(part, name))];
}

function titleOf({ title }: Node): string {
  const text = isNode(title) ? title.text : title;
  return Array.isArray(text) ? text.join(' ') : typeof text === 'string' ? text : '';
}

function named(panel: string, mark: unknown): string {
  const { type = mark, style } = isNode(mark) ? mark : {};
  return [panel, [type, style].filter((word) => typeof word === 'string').join(' ')]
    .filter(Boolean)
    .join(': ');
}

/** The data of a figure as CSV: one column says which mark of which panel draws a row, the others are its fields. */
export function figureCsv({ spec }: Figure): string {
  const tables = tablesOf(spec);
  const fields = [...new Set(tables.flatMap(({ rows }) => rows.flatMap((row) => Object.keys(row))))];
  const rows = tables.flatMap(({ name, rows }) =>
    rows.map((row) => [name, ...fields.map((field) => entryOf(row[field]))]),
  );
  return [...csvLines({ columns: ['table', ...fields], rows })].join('');
}
