import {
  isLine,
  type NeuronViewName,
  neuronRadius,
  normAt,
  type Palette,
  type Plane,
} from '../../src/index.ts';
import {
  countOf,
  crowding,
  foundCounts,
  type Neurons,
  roundLength,
  shareOutside,
} from './neuron-geometry.ts';
import { shortNumber } from './neuron-words.ts';

/** All that a picture of the neurons is made from. */
export interface NeuronScene {
  readonly plane: Plane;
  readonly view: NeuronViewName;
  readonly neurons: Neurons;
  /** Where they are in the picture (`placed`), two numbers each. */
  readonly places: Float32Array;
  /** Their places a few steps before, oldest first. */
  readonly before: readonly Float32Array[];
  /** ‖w‖ at the start. */
  readonly start: number;
  /** Side of the square in pixels of the page, and what half of it is worth in the units of the places. */
  readonly side: number;
  readonly reach: number;
  readonly palette: Palette;
  readonly font: string;
  /** A neuron to point out. */
  readonly chosen: number | undefined;
}

/** Pixels between the rim and the edge, for the names of the targets. */
const MARGIN = 34;

const TAU = 2 * Math.PI;

/** Half the square without its margin. */
const radiusOfView = (side: number) => side / 2 - MARGIN;

/** Pixels of places in the middle of a square, y downwards. */
export function pixelsOf(
  places: Float32Array,
  { side, reach }: Pick<NeuronScene, 'side' | 'reach'>,
): Float32Array {
  const pixels = new Float32Array(places.length);
  const unit = radiusOfView(side) / reach;
  for (let i = 0; i < places.length; i += 2) {
    pixels[i] = side / 2 + places[i]! * unit;
    pixels[i + 1] = side / 2 - places[i + 1]! * unit;
  }
  return pixels;
}

/** Draws it all; returns where the neurons are, in pixels, for the pointer. */
export function drawNeurons(context: CanvasRenderingContext2D, scene: NeuronScene): Float32Array {
  const { side, palette, plane, view, neurons } = scene;
  const pixels = pixelsOf(scene.places, scene);
  context.clearRect(0, 0, side, side);
  context.font = `12px ${scene.font}`;
  context.lineCap = 'round';
  drawGround(context, scene);
  const counts = foundCounts(plane, neurons);
  for (const [i, target] of plane.clusters.entries()) drawTarget(context, scene, target, counts[i]!);
  if (view === 'weights') drawScaleBar(context, scene);
  drawTrails(context, scene, pixels);
  drawEach(context, scene, pixels);
  if (scene.chosen !== undefined) pointOut(context, palette, pixels, scene.chosen);
  return pixels;
}

/** The axes with their names; for directions the rim, and the ring where half is overlap. */
function drawGround(context: CanvasRenderingContext2D, scene: NeuronScene): void {
  const { side, palette, view, plane } = scene;
  const [middle, radius] = [side / 2, radiusOfView(side)];
  context.strokeStyle = palette.grid;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(middle - radius, middle);
  context.lineTo(middle + radius, middle);
  context.moveTo(middle, middle - radius);
  context.lineTo(middle, isLine(plane) ? middle : middle + radius);
  context.stroke();
  if (view === 'directions') {
    drawRings(context, scene);
    drawNoise(context, scene);
  }
  nameAxes(context, scene);
}

function drawRings(context: CanvasRenderingContext2D, { side, palette, plane }: NeuronScene): void {
  const [middle, radius] = [side / 2, radiusOfView(side)];
  const end = isLine(plane) ? -Math.PI : -TAU;
  for (const share of [0.5, 1]) {
    context.beginPath();
    context.arc(middle, middle, share * radius, 0, end, true);
    context.lineWidth = share === 1 ? 1.5 : 1;
    context.stroke();
    const at = share * radius * Math.SQRT1_2;
    write(context, String(share), middle + at + 3, middle - at - 6, palette.muted, 'left');
  }
}

/** Dashed: within lie most neurons that point anywhere by chance. */
function drawNoise(context: CanvasRenderingContext2D, { side, palette, plane }: NeuronScene): void {
  const { noise } = plane;
  if (noise === undefined || noise >= 1) return;
  const [middle, radius] = [side / 2, radiusOfView(side)];
  context.strokeStyle = palette.muted;
  context.lineWidth = 1;
  context.setLineDash([4, 4]);
  context.beginPath();
  if (!isLine(plane)) context.arc(middle, middle, noise * radius, 0, TAU);
  else
    for (const x of [middle - noise * radius, middle + noise * radius]) {
      context.moveTo(x, middle);
      context.lineTo(x, middle - radius * Math.sqrt(1 - noise * noise));
    }
  context.stroke();
  context.setLineDash([]);
}

/** Names of axes that have no targets at their ends. */
function nameAxes(context: CanvasRenderingContext2D, { side, palette, plane, view }: NeuronScene): void {
  if (plane.clusters.length > 0) return;
  const [middle, radius] = [side / 2, radiusOfView(side)];
  const [first, second = ''] = plane.axes;
  const of = view === 'directions' && !first.includes('/') ? '/‖w‖' : '';
  write(context, `${first}${of}`, side - 4, middle + 14, palette.muted, 'right');
  write(context, `${second || 'outside'}${of}`, middle + 6, middle - radius - 12, palette.muted, 'left');
}

/**
 * A cluster at the rim or, for weights, in its direction at the edge, with how many neurons have found it: a disc for
 * label +1, a triangle for −1.
 */
function drawTarget(
  context: CanvasRenderingContext2D,
  { side, palette }: NeuronScene,
  target: Plane['clusters'][number],
  count: number,
): void {
  const length = Math.hypot(target.x, target.y);
  const [ux, uy] = [target.x / length, -target.y / length];
  const [x, y] = [side / 2 + ux * radiusOfView(side), side / 2 + uy * radiusOfView(side)];
  const color = target.label > 0 ? palette.positive : palette.negative;
  context.strokeStyle = color;
  context.fillStyle = palette.background;
  context.lineWidth = 2;
  context.beginPath();
  outline(context, x, y, target.label > 0 ? 13 : 15, target.label > 0);
  context.fill();
  context.stroke();
  const text = `${target.name} (${target.label > 0 ? '+' : '−'}): ${count}`;
  if (uy === 0) write(context, text, x + (ux > 0 ? 30 : -30), y - 26, color, ux > 0 ? 'right' : 'left');
  else write(context, text, x + 20, y + (uy > 0 ? 8 : -8), color, 'left');
}

/** A disc for neurons with a ≥ 0 and label +1, a triangle for the others. */
function outline(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  isDisc: boolean,
): void {
  if (isDisc) {
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, TAU);
    return;
  }
  const [half, low] = [radius * 1.05, radius * 0.72];
  context.moveTo(x, y - radius * 1.15);
  context.lineTo(x + half, y + low);
  context.lineTo(x - half, y + low);
  context.closePath();
}

function drawScaleBar(context: CanvasRenderingContext2D, { side, reach, palette }: NeuronScene): void {
  const unit = radiusOfView(side) / reach;
  const length = roundLength(side / 4 / unit);
  const [left, y] = [12, side - 12];
  context.strokeStyle = palette.ink;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(left, y - 4);
  context.lineTo(left, y);
  context.lineTo(left + length * unit, y);
  context.lineTo(left + length * unit, y - 4);
  context.stroke();
  write(context, shortNumber(length), left + 4, y - 12, palette.ink, 'left');
}

/** Where each neuron was, fading with age: one path an age and a sign. */
function drawTrails(context: CanvasRenderingContext2D, scene: NeuronScene, pixels: Float32Array): void {
  const { before, palette, neurons } = scene;
  const ages = [...before.map((places) => pixelsOf(places, scene)), pixels];
  context.lineWidth = 1.2;
  for (let i = 1; i < ages.length; i++) {
    context.globalAlpha = (0.55 * i) / ages.length;
    for (const isPositive of [true, false]) {
      context.strokeStyle = isPositive ? palette.positive : palette.negative;
      context.beginPath();
      segments(context, [ages[i - 1]!, ages[i]!], neurons, { isPositive, longest: scene.side / JUMP });
      context.stroke();
    }
  }
  context.globalAlpha = 1;
}

/** What a neuron jumps over leaves no trail: this part of the side. */
const JUMP = 8;

function segments(
  context: CanvasRenderingContext2D,
  [from, to]: readonly [Float32Array, Float32Array],
  neurons: Neurons,
  { isPositive, longest }: { readonly isPositive: boolean; readonly longest: number },
): void {
  for (let j = 0; j < to.length / 2; j++) {
    if (neurons[4 * j + 3]! >= 0 !== isPositive) continue;
    const [x, y, toX, toY] = [from[2 * j]!, from[2 * j + 1]!, to[2 * j]!, to[2 * j + 1]!];
    if (!(Math.abs(toX - x) + Math.abs(toY - y) < longest)) continue;
    context.moveTo(x, y);
    context.lineTo(toX, toY);
  }
}

/** The neurons, and around each an arc: the share of its squared norm that is outside the plane. */
function drawEach(context: CanvasRenderingContext2D, scene: NeuronScene, pixels: Float32Array): void {
  const { neurons, palette, start, side, plane, view } = scene;
  const scale = crowding(pixels.length / 2, side);
  if (view === 'weights' && !isLine(plane)) drawHalos(context, scene, pixels, scale);
  context.lineWidth = 0.8;
  context.strokeStyle = palette.background;
  for (const j of largestFirst(neurons)) {
    const isPositive = neurons[4 * j + 3]! >= 0;
    const radius = scale * radiusOf(neurons, j, start);
    context.beginPath();
    outline(context, pixels[2 * j]!, pixels[2 * j + 1]!, radius, isPositive);
    context.fillStyle = isPositive ? palette.positive : palette.negative;
    context.fill();
    context.stroke();
  }
}

/** Pixels; not more where weights diverge, for the picture still to be one. */
const LARGEST = 8;
const radiusOf = (neurons: Neurons, j: number, start: number) =>
  Math.min(LARGEST, neuronRadius(normAt(neurons, j), start));

/** The order in which none hides a smaller one. */
function largestFirst(neurons: Neurons): Uint32Array {
  const order = Uint32Array.from({ length: countOf(neurons) }, (_, j) => j);
  const norms = Float32Array.from(order, (j) => normAt(neurons, j));
  return order.sort((i, j) => norms[j]! - norms[i]!);
}

function drawHalos(
  context: CanvasRenderingContext2D,
  scene: NeuronScene,
  pixels: Float32Array,
  scale: number,
): void {
  const { neurons, start, palette } = scene;
  context.strokeStyle = palette.perpendicular;
  context.lineWidth = 1.3 * scale;
  context.globalAlpha = 0.7;
  context.beginPath();
  for (let j = 0; j < pixels.length / 2; j++) {
    const share = shareOutside(neurons, j);
    if (share < 0.005) continue;
    const radius = scale * radiusOf(neurons, j, start) + 2.2 * scale;
    const [x, y] = [pixels[2 * j]!, pixels[2 * j + 1]!];
    context.moveTo(x, y - radius);
    context.arc(x, y, radius, -Math.PI / 2, -Math.PI / 2 + TAU * share);
  }
  context.stroke();
  context.globalAlpha = 1;
}

function pointOut(
  context: CanvasRenderingContext2D,
  palette: Palette,
  pixels: Float32Array,
  j: number,
): void {
  const [x, y] = [pixels[2 * j]!, pixels[2 * j + 1]!];
  context.strokeStyle = palette.ink;
  context.lineWidth = 2;
  context.beginPath();
  context.arc(x, y, 11, 0, TAU);
  context.stroke();
}

function write(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  color: string,
  align: CanvasTextAlign,
): void {
  context.fillStyle = color;
  context.textAlign = align;
  context.textBaseline = 'middle';
  context.fillText(text, x, y);
}
