import type { TopLevelSpec } from 'vega-lite';
import type { Theme } from './palette.ts';
import { textWidth } from './text-width.ts';
import { themeConfig } from './theme.ts';

/** A Vega-Lite specification as plain JSON. */
export type Specification = Readonly<Record<string, unknown>>;

/**
 * Draws a Vega-Lite specification whose data are inline, in the colors of a theme. Vega's expressions are interpreted,
 * not compiled, so that a page without `eval` draws by the same path as a terminal.
 *
 * @returns SVG text; its words are text, not outlines
 * @throws Error when Vega-Lite or Vega warns: what warns draws something else than was meant
 */
export async function toSvg(spec: Specification, theme: Theme): Promise<string> {
  const [vega, { compile }, { expressionInterpreter }] = await Promise.all([
    import('vega'),
    import('vega-lite'),
    import('vega-interpreter'),
  ]);
  measureText(vega);
  const { logger, complaints } = complaintLogger();
  const themed = { ...spec, config: themeConfig(theme) } as unknown as TopLevelSpec;
  const runtime = vega.parse(compile(themed, { logger }).spec, undefined, { ast: true });
  const expr = expressionInterpreter;
  const view = new vega.View(runtime, { renderer: 'none', logger, loader: closedLoader, expr });
  try {
    const svg = await view.toSVG();
    if (complaints.length > 0)
      throw new Error(`the figure is not drawn as specified: ${complaints.join('; ')}`);
    return svg;
  } finally {
    view.finalize();
  }
}

/** Replaces Vega's own measure of text, which its type declarations leave out. */
function measureText(vega: object): void {
  const { textMetrics } = vega as { textMetrics: { width: typeof textWidth } };
  textMetrics.width = textWidth;
}

/** A logger that keeps warnings and errors. It does not throw: Vega would wait for ever where it logs. */
function complaintLogger() {
  const complaints: string[] = [];
  const complain = (...message: readonly unknown[]) => {
    complaints.push(message.join(' '));
    return logger;
  };
  const silent = () => logger;
  const logger = { level, info: silent, debug: silent, warn: complain, error: complain };
  function level(_: number): typeof logger;
  function level(): number;
  function level(value?: number): typeof logger | number {
    return value === undefined ? 0 : logger;
  }
  return { logger, complaints };
}

const refuse = async (): Promise<never> => {
  throw new Error('figures hold their data; nothing is loaded');
};

const closedLoader = { load: refuse, sanitize: refuse, http: refuse, file: refuse };

/** What turns SVG into pixels; bytes are handed in, so that this runs anywhere. */
export interface PngOptions {
  /** `@resvg/resvg-wasm/index_bg.wasm`. */
  readonly resvgWasm: Uint8Array;
  /** TrueType fonts to draw text with; the first family is the default. */
  readonly fonts: readonly Uint8Array[];
  /** Pixels a unit of the SVG. */
  readonly scale: number;
}

/** The rasterizer can be initialized only once a process. */
let rasterizer: Promise<void> | undefined;

/** Draws SVG text as a PNG image of `scale` times its width and height, rounded. */
export async function toPng(svg: string, { resvgWasm, fonts, scale }: PngOptions): Promise<Uint8Array> {
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm');
  rasterizer ??= initWasm(resvgWasm);
  await rasterizer;
  const image = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: scale },
    font: { fontBuffers: [...fonts], defaultFontFamily: 'DejaVu Sans' },
  });
  try {
    const pixels = image.render();
    const png = pixels.asPng();
    pixels.free();
    return png;
  } finally {
    image.free();
  }
}
