import { downloadLink } from './report-downloads.ts';
import { box, escaped } from './report-html.ts';
import type { ReportFigure } from './report-parts.ts';

/** A figure in both themes, what it says, and its files. */
export function figureBlock({ name, figure, svg }: ReportFigure): string {
  const { description: _, ...spec } = figure.spec;
  const files = [
    { file: `${name}.svg`, type: 'image/svg+xml', text: svg.light },
    {
      file: `${name}.vl.json`,
      type: 'application/json',
      text: JSON.stringify({ ...spec, description: figure.caption }),
    },
  ];
  const drawn = (['light', 'dark'] as const).map(
    (theme) => `<div class="${theme}">${inline(svg[theme], `${name}-${theme}`, titleOf(figure.spec))}</div>`,
  );
  return `<figure id="figure-${name}">
${box(titleOf(figure.spec), drawn.join('\n'))}
<figcaption>${escaped(figure.caption)}</figcaption>
<p class="files">${files.map(downloadLink).join('\n')}</p>
</figure>`;
}

function titleOf({ title }: ReportFigure['figure']['spec']): string {
  return typeof title === 'string'
    ? title
    : String((title as { text?: unknown } | undefined)?.text ?? 'figure');
}

/** An SVG document as a part of a page: one picture with a name, its ids its own. */
function inline(svg: string, prefix: string, title: string): string {
  return svg
    .slice(svg.indexOf('<svg'))
    .replace('<svg', `<svg role="img" aria-label="${escaped(title)}"`)
    .replace(/\bid="([^"]*)"/g, (_, id: string) => `id="${prefix}-${id}"`)
    .replace(/url\(#([^)]*)\)/g, (_, id: string) => `url(#${prefix}-${id})`)
    .replace(
      /\b(xlink:)?href="#([^"]*)"/g,
      (_, space: string | undefined, id: string) => `${space ?? ''}href="#${prefix}-${id}"`,
    );
}
