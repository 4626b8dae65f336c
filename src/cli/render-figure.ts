import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Figure } from '../experiments/experiment.ts';
import type { Theme } from '../figures/palette.ts';
import { toPng, toSvg } from '../figures/render.ts';

const require = createRequire(import.meta.url);
const bytesOf = (module: string) => readFileSync(require.resolve(module));

/** A figure as SVG text and as PNG bytes, drawn with the bundled DejaVu Sans. */
export async function renderFigure(
  { spec }: Figure,
  theme: Theme = 'light',
): Promise<{ svg: string; png: Uint8Array }> {
  const svg = await toSvg(spec, theme);
  const png = await toPng(svg, {
    resvgWasm: bytesOf('@resvg/resvg-wasm/index_bg.wasm'),
    fonts: [bytesOf('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')],
    scale: 2,
  });
  return { svg, png };
}
