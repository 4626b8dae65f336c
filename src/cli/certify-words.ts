import pc from 'picocolors';
import { type CertificateWords, type Certified, certificateInWords } from '../theory/certificate-words.ts';

const MOST_COEFFICIENTS = 8;

/** A certificate as text to show. */
export function certificateText(certified: Certified): string {
  const words = certificateInWords(certified, MOST_COEFFICIENTS);
  const parts = [heading, indices, staircase, sight, predictions, floors, coefficients, notes];
  return `${parts
    .map((part) => part(words))
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

const indent = (line: string) => `  ${line}`.trimEnd();

/** Cells under each other, each column as wide as its widest cell. */
function table(rows: readonly (readonly string[])[]): string[] {
  const count = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, i) =>
    Math.max(0, ...rows.map((row) => [...(row[i] ?? '')].length)),
  );
  return rows.map((row) =>
    indent(row.map((cell, i) => cell + ' '.repeat(widths[i]! - [...cell].length)).join('   ')),
  );
}

const heading = ({ expression, inputs, moments }: CertificateWords) => [
  `${pc.bold(expression)}   ${pc.dim(inputs)}`,
  indent(moments),
];

const indices = (words: CertificateWords) => table(words.indices);

function staircase({ rungs, vectors }: CertificateWords): string[] {
  const sign = (i: number) => (i === rungs.length - 1 ? '└─' : i === 0 ? '┌─' : '├─');
  const rows = rungs.map(({ number, directions, batch, left }, i) => [
    `${number} ${sign(i)} ${directions}`,
    batch,
    left,
  ]);
  return [pc.bold('Staircase'), ...table([['', 'batch', 'variance left'], ...rows]), ...vectors.map(indent)];
}

const sight = ({ sight: { activation, sentence } }: CertificateWords) => [
  pc.bold(`What ${activation} sees`),
  indent(sentence),
];

const predictions = (words: CertificateWords) => [
  pc.bold('Samples, as papers predict them'),
  ...table(words.predictions),
];

const floors = ({ floors: { scope, head, rows } }: CertificateWords) => [
  `${pc.bold('Floors')} of the mean squared error, ${scope}`,
  ...table([['', ...head], ...rows]),
];

const coefficients = ({ coefficients: { basis, rows, more } }: CertificateWords) => [
  `${pc.bold('Coefficients')}, ${basis}`,
  ...table(rows),
  ...(more > 0 ? [indent(`and ${more} more: --json`)] : []),
];

const notes = ({ notes: all }: CertificateWords) =>
  all.length === 0 ? [] : [pc.bold('Note'), ...all.map(indent)];
