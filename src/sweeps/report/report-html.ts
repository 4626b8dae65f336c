/** Text as HTML shows it: nothing of it is markup. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** A section with a heading; nothing where it has no content. */
export function section(id: string, title: string, content: string): string {
  if (content === '') return '';
  return `<section id="${id}" aria-labelledby="${id}-title">\n<h2 id="${id}-title">${escaped(title)}</h2>\n${content}\n</section>`;
}

/** Paragraphs of text, one a sentence or more. */
export const paragraphs = (texts: readonly string[]): string =>
  texts.map((text) => `<p>${escaped(text)}</p>`).join('\n');

/** What a table shows: text, right-aligned where it is numbers. */
export interface HtmlTable {
  /** What it is, for those who do not see it. */
  readonly label: string;
  readonly columns: readonly { readonly title: string; readonly isNumber?: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

/** A table in a box of its own that scrolls, by keys too, where it is wider than the page. */
export function table({ label, columns, rows }: HtmlTable): string {
  const align = columns.map(({ isNumber }) => (isNumber ? ' class="number"' : ''));
  const head = columns.map(({ title }, i) => `<th scope="col"${align[i]}>${escaped(title)}</th>`).join('');
  const body = rows.map(
    (row) => `<tr>${row.map((text, i) => `<td${align[i]}>${escaped(text)}</td>`).join('')}</tr>`,
  );
  return box(
    label,
    `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body.join('\n')}\n</tbody>\n</table>`,
  );
}

/** A box that scrolls sideways by itself. */
export const box = (label: string, content: string): string =>
  `<div class="box" role="region" aria-label="${escaped(label)}" tabindex="0">\n${content}\n</div>`;

/** Terms and what is said of them. */
export const definitions = (entries: readonly (readonly [term: string, text: string])[]): string =>
  `<dl>\n${entries.map(([term, text]) => `<div><dt>${escaped(term)}</dt><dd>${escaped(text)}</dd></div>`).join('\n')}\n</dl>`;

/** Text as it was typed. */
export const code = (label: string, text: string): string =>
  box(label, `<pre><code>${escaped(text)}</code></pre>`);

/** Content that is shown when asked for. */
export const folded = (summary: string, content: string): string =>
  `<details>\n<summary>${escaped(summary)}</summary>\n${content}\n</details>`;
