import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-wasm';
import { expect, test } from 'vitest';
import { palettes } from './palette.ts';
import { toPng, toSvg } from './render.ts';
import { textWidth } from './text-width.ts';

const require = createRequire(import.meta.url);
const resvgWasm = readFileSync(require.resolve('@resvg/resvg-wasm/index_bg.wasm'));
const font = readFileSync(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'));
const options = { resvgWasm, fonts: [font], scale: 2 };

const line = {
  data: {
    values: [
      { time: 0, value: 1 },
      { time: 1, value: 2 },
    ],
  },
  mark: { type: 'line', style: 'signal' },
  encoding: {
    x: { field: 'time', type: 'quantitative', title: 'time θ' },
    y: { field: 'value', type: 'quantitative' },
  },
};

test.each(['light', 'dark'] as const)(
  'a mark takes the color of its meaning from the %s theme',
  async (theme) => {
    const svg = await toSvg(line, theme);
    expect(svg).toContain(`stroke="${palettes[theme].signal}"`);
    expect(svg).toContain(`fill="${palettes[theme].background}"`);
    expect(svg).toContain('time θ');
  },
);

test('an encoding that Vega-Lite would drop with a warning is refused', async () => {
  const shaped = { ...line, encoding: { ...line.encoding, shape: { field: 'value', type: 'quantitative' } } };
  await expect(toSvg(shaped, 'light')).rejects.toThrow(/not drawn as specified/);
});

test('a logarithmic axis through zero is refused', async () => {
  const y = { field: 'value', type: 'quantitative', scale: { type: 'log', domain: [0, 1] } };
  await expect(toSvg({ ...line, encoding: { ...line.encoding, y } }, 'light')).rejects.toThrow(/zero/);
});

test('data that would have to be loaded are refused', async () => {
  const loading = { ...line, data: { url: 'https://example.com/data.json' } };
  await expect(toSvg(loading, 'light')).rejects.toThrow(/nothing is loaded/);
});

test('a PNG has the size of its SVG times the scale', async () => {
  const svg = await toSvg(line, 'light');
  const png = await toPng(svg, options);
  const [, width, height] = svg.match(/width="([\d.]+)" height="([\d.]+)"/)!.map(Number);
  const { buffer, byteOffset } = png;
  const header = new DataView(buffer, byteOffset);
  expect([...png.slice(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  expect(Math.abs(header.getUint32(16) - 2 * width!)).toBeLessThanOrEqual(1);
  expect(Math.abs(header.getUint32(20) - 2 * height!)).toBeLessThanOrEqual(1);
});

test('the same specification gives the same bytes', async () => {
  const svg = await toSvg(line, 'light');
  expect(await toSvg(line, 'light')).toBe(svg);
  expect(await toPng(svg, options)).toEqual(await toPng(svg, options));
});

/** Width of a text as the rasterizer draws it: where a bar right after it begins. */
function drawnWidth(text: string): number {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="40"><text y="30" font-size="11"
    font-family="DejaVu Sans">${text}<tspan>|</tspan></text></svg>`;
  const image = new Resvg(svg, { font: { fontBuffers: [font], defaultFontFamily: 'DejaVu Sans' } });
  const { x, width } = image.getBBox()!;
  image.free();
  return x + width - 11 * 0.21;
}

test.each([
  'predicted ±0.399 per T',
  'perpendicular',
  'd = 100, p = 100, n = 1,000, η = 0.1, θ = 0.1',
  'thick: root mean square over 100 neurons; thin: the first 32',
  '−0.001',
  '150k',
])('room is kept for "%s", and little more', async (text) => {
  await toPng('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>', options);
  const ratio = textWidth({ fontSize: 11 }, text) / drawnWidth(text);
  expect(ratio).toBeGreaterThan(0.98);
  expect(ratio).toBeLessThan(1.12);
});
