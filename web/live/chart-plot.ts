import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import {
  type LiveChart,
  liveExtent,
  livePhases,
  liveValue,
  type Palette,
  type Reading,
  type Snapshot,
  spread,
} from '../../src/index.ts';
import {
  type Columns,
  columnsOf,
  linearTicks,
  logTicks,
  samplesAt,
  sampleText,
  valuesIn,
} from './chart-data.ts';
import { shortNumber } from './neuron-words.ts';

/** What a chart shows at a moment. */
export interface ChartScene {
  readonly chart: LiveChart;
  /** Thinned out. */
  readonly measured: readonly Snapshot[];
  readonly reading: Reading | undefined;
  readonly now: number;
  /** Another run over the same axes. */
  readonly beside: readonly Snapshot[];
}

/** How it looks, and who is told which measurement the pointer is at. */
export interface ChartLook {
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  readonly font: string;
  /** Whether the time axis is named, with the samples below the times. */
  readonly isLast: boolean;
  /** What it is named. */
  readonly timeName: string;
  onpoint(index: number | undefined): void;
}

/** A live chart in an element. */
export interface Plot {
  show(scene: ChartScene): void;
  resize(width: number, height: number): void;
  close(): void;
}

/** Pixels right of the lines, for their names, and above them, for those of the phases. */
const NAMES = 84;
const PHASES = 15;

export function createPlot(element: HTMLElement, first: ChartScene, look: ChartLook): Plot {
  let scene = first;
  let columns = columnsOf(scene.chart, scene.measured, scene.now);
  const options = optionsOf(
    look,
    () => scene,
    () => columns,
  );
  const plot = new uPlot(options, columns, element);
  return {
    show(next) {
      scene = next;
      columns = columnsOf(scene.chart, scene.measured, scene.now);
      plot.setData(columns);
    },
    resize: (width, height) => plot.setSize({ width, height }),
    close: () => plot.destroy(),
  };
}

function optionsOf(look: ChartLook, scene: () => ChartScene, columns: () => Columns): uPlot.Options {
  const { palette, width, height } = look;
  const { chart } = scene();
  return {
    width,
    height,
    padding: [PHASES, NAMES, 0, 0],
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, y: false, points: { size: 7 } },
    scales: {
      x: { time: false, range: () => [0, endOf(scene())] },
      y: {
        distr: chart.scale === 'log' ? 3 : 1,
        range: () => [...liveExtent(chart, shownBy(scene(), columns()))],
      },
    },
    axes: axesOf(look, scene),
    series: [
      {},
      ...chart.lines.map(({ label, style }) => ({ label, stroke: palette[style], width: 2 })),
      ...chart.lines.map(({ label, style }) => ({ label, stroke: palette[style], width: 2, alpha: 0.3 })),
    ].map((series) => ({ ...series, points: { show: false } })),
    hooks: {
      drawClear: [(plot) => drawPhases(plot, scene(), look)],
      draw: [(plot) => drawOver(plot, scene(), look)],
      setCursor: [({ cursor }) => look.onpoint(cursor.idx ?? undefined)],
    },
  };
}

const endOf = ({ measured, beside, now }: ChartScene) =>
  Math.max(now, measured.at(-1)?.time ?? 0, beside.at(-1)?.time ?? 0) || 1;

/** What the vertical axis has to show. */
const shownBy = ({ chart, beside }: ChartScene, columns: Columns): number[] => [
  ...valuesIn(columns),
  ...(beside.length > 0 ? valuesIn(columnsOf(chart, beside, Infinity)) : []),
];

function axesOf({ palette, font, isLast, timeName }: ChartLook, scene: () => ChartScene): uPlot.Axis[] {
  const { scale } = scene().chart;
  const look = {
    stroke: palette.muted,
    font: `11px ${font}`,
    grid: { stroke: palette.grid, width: 1 },
    ticks: { stroke: palette.grid, width: 1, size: 4 },
    labelFont: `11px ${font}`,
  };
  return [
    {
      ...look,
      size: isLast ? 40 : 22,
      ...(isLast && { label: `${timeName}; below, samples`, labelSize: 18 }),
      splits: (plot, _, low, high) => linearTicks(low, high, Math.max(2, plot.width / 90)),
      values: (_, times) =>
        times.map(
          (time) => shortNumber(time) + (isLast ? `\n${sampleText(samplesAt(scene().measured, time))}` : ''),
        ),
    },
    {
      ...look,
      size: 50,
      // The splits are ours; without an increment that fits, as for numbers above 10¹⁶, there would be no axis.
      ...(scale === 'linear' && {
        incrs: (_plot: uPlot, _axis: number, low: number, high: number) => [Math.max(5, high - low)],
      }),
      splits: (plot, _, low, high) =>
        (scale === 'log' ? logTicks : linearTicks)(low, high, plot.height / (scale === 'log' ? 28 : 40)),
      values: (_, values) => values.map(shortNumber),
      filter: (_, values) => values,
    },
  ];
}

/** A band behind each phase, with its name above it where it fits. */
function drawPhases(plot: uPlot, scene: ChartScene, { palette, font }: ChartLook): void {
  const { ctx, bbox } = plot;
  ctx.font = `${11 * devicePixelRatio}px ${font}`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  for (const { name, from, to } of livePhases(scene.reading, endOf(scene))) {
    const [left, right] = [plot.valToPos(from, 'x', true), plot.valToPos(to, 'x', true)];
    ctx.fillStyle = palette[name] ?? palette.background;
    ctx.fillRect(left, bbox.top, right - left, bbox.height);
    ctx.fillStyle = palette.muted;
    if (ctx.measureText(name).width + 4 * devicePixelRatio < right - left)
      ctx.fillText(name, left, bbox.top - 2 * devicePixelRatio);
  }
}

/** Another run, what is predicted, the present, and the names of the lines. */
function drawOver(plot: uPlot, scene: ChartScene, look: ChartLook): void {
  const { ctx, bbox } = plot;
  const { chart, beside, reading, now, measured } = scene;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const line of chart.lines)
    trace(
      plot,
      beside.map((one) => ({ time: one.time, value: liveValue(chart, line, one) })),
      look.palette[line.style],
      [2, 3],
      1,
    );
  for (const { chart: name, style, points } of reading?.predictions ?? [])
    if (name === chart.name) trace(plot, points, look.palette[style], [6, 4], 1.3);
  ctx.restore();
  if (now < (measured.at(-1)?.time ?? 0)) drawNow(plot, now, look.palette.ink);
  nameLines(plot, scene, look);
}

function trace(
  plot: uPlot,
  points: readonly { readonly time: number; readonly value: number | null }[],
  color: string,
  dash: readonly number[],
  width: number,
): void {
  const { ctx } = plot;
  ctx.strokeStyle = color;
  ctx.lineWidth = width * devicePixelRatio;
  ctx.setLineDash(dash.map((length) => length * devicePixelRatio));
  ctx.beginPath();
  let isOn = false;
  for (const { time, value } of points) {
    if (value === null) isOn = false;
    else {
      const [x, y] = [plot.valToPos(time, 'x', true), plot.valToPos(value, 'y', true)];
      if (isOn) ctx.lineTo(x, y);
      else ctx.moveTo(x, y);
      isOn = true;
    }
  }
  ctx.stroke();
  ctx.setLineDash([]);
}

function drawNow(plot: uPlot, now: number, color: string): void {
  const { ctx, bbox } = plot;
  const x = plot.valToPos(now, 'x', true);
  ctx.strokeStyle = color;
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
}

/** Names right of the lines, each as near to the end of its line as the others allow; those of another run slanted, if they all fit. */
function nameLines(plot: uPlot, { chart, measured, beside }: ChartScene, { palette, font }: ChartLook): void {
  const { ctx, bbox } = plot;
  const gap = (beside.length > 0 ? 11 : 13) * devicePixelRatio;
  const isRoomy = 2 * chart.lines.length * gap <= bbox.height + gap;
  const ends = [measured, isRoomy ? beside : []].flatMap((run, i) =>
    chart.lines.flatMap((line) => {
      const last = run.findLast((one) => liveValue(chart, line, one) !== null);
      const at = last && plot.valToPos(liveValue(chart, line, last)!, 'y', true) - bbox.top;
      return at === undefined ? [] : [{ ...line, isBeside: i === 1, at }];
    }),
  );
  const wanted = ends.map(({ at }) => Math.min(Math.max(0, at), bbox.height));
  const places = spread(wanted, gap, bbox.height);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ends.forEach(({ label, style, isBeside }, i) => {
    ctx.font = `${isBeside ? 'italic ' : ''}${11 * devicePixelRatio}px ${font}`;
    ctx.fillStyle = palette[style];
    ctx.fillText(label, bbox.left + bbox.width + 6 * devicePixelRatio, bbox.top + places[i]!);
  });
}
