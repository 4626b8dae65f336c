import { escaped } from './report-html.ts';

/** A file that a page carries within it. */
export interface Download {
  readonly file: string;
  /** Such as `text/csv`. */
  readonly type: string;
  readonly text: string;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes of text in UTF-8, in base 64. */
export function base64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const word = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const digits = [word >> 18, (word >> 12) & 63, (word >> 6) & 63, word & 63].map((digit) => DIGITS[digit]);
    const missing = Math.max(0, i + 3 - bytes.length);
    parts.push(digits.slice(0, 4 - missing).join('') + '='.repeat(missing));
  }
  return parts.join('');
}

/** A link that saves the file. */
export function downloadLink({ file, type, text }: Download): string {
  const data = `data:${type};charset=utf-8;base64,${base64(text)}`;
  return `<a download="${escaped(file)}" href="${data}">${escaped(file)}</a>`;
}

/** Characters of a file that a page carries, at most. */
export const MOST_CHARACTERS = 4_000_000;

/** All lines together; nothing where they are more than a page should carry. */
export function joinedIfSmall(lines: Iterable<string>): string | undefined {
  const parts: string[] = [];
  let length = 0;
  for (const line of lines) {
    length += line.length;
    if (length > MOST_CHARACTERS) return undefined;
    parts.push(line);
  }
  return parts.join('');
}
