import type { Figure, Theme } from '../../src/index.ts';
import { download } from './download.ts';
import { drawFigure } from './draw.ts';
import { figureCsv } from './tables.ts';

/** What a figure can be saved as. */
export type Format = 'SVG' | 'PNG' | 'CSV' | 'Vega-Lite';

/** Pixels of a PNG to a unit of the SVG. */
const PNG_SCALE = 2;

/** Saves a figure in the folder for downloads; `name` is that of the file, without its ending. */
export async function saveFigure(figure: Figure, format: Format, name: string, theme: Theme): Promise<void> {
  switch (format) {
    case 'SVG':
      return download(`${name}.svg`, await drawFigure(figure, theme), 'image/svg+xml');
    case 'PNG':
      return download(`${name}.png`, await pngOf(await drawFigure(figure, theme)), 'image/png');
    case 'CSV':
      return download(`${name}.csv`, figureCsv(figure), 'text/csv');
    case 'Vega-Lite':
      return download(`${name}.vl.json`, `${JSON.stringify(figure.spec, null, 2)}\n`, 'application/json');
  }
}

async function pngOf(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const [width, height] = [PNG_SCALE * image.naturalWidth, PNG_SCALE * image.naturalHeight];
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    canvas.getContext('2d')!.drawImage(image, 0, 0, width, height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture is too large'))));
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}
