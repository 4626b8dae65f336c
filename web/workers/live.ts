import {
  createSession,
  experiments,
  Misuse,
  type Plane,
  type Reading,
  resolveTrial,
  type Session,
} from '../../src/index.ts';
import type { Answers, Order, Question, Report } from './messages.ts';

/** Longest stretch of training between two looks at the mailbox. */
const SLICE_MS = 8;
/** Time between two readings while the run plays: making one costs as much as some steps. */
const READING_MS = 250;
/** Time between two moments handed to the page to keep, and the room the weights of one may take. */
const KEEPING_MS = 2000;
const KEEPING_BYTES = 16 * 2 ** 20;

const say = (report: Report, transfer: Transferable[] = []) => postMessage(report, { transfer });

let session: Session;
/** Steps a second to train on at; 0 rests. */
let pace = 0;
/** The step to go to and rest at. */
let goal: number | undefined;
/** When the present stretch at this pace began, and at which step. */
let began = { ms: 0, step: 0 };
/** Whether the page has drawn the last moment. */
let isSeen = true;
/** Measurements the page has; what it has beyond a point taken back is not known any more. */
let told = 0;
/** The plane the page has. */
let toldPlane: Plane | undefined;
let readMs = -Infinity;
let kept = { ms: 0, step: 0 };
let isScheduled = false;
const mailbox = new MessageChannel();

function obey(order: Order): void {
  switch (order.type) {
    case 'open': {
      const experiment = experiments.find(({ name }) => name === order.experiment && live(name));
      if (!experiment) throw new Misuse(`there is nothing to watch of an experiment ${order.experiment}`);
      const settings = resolveTrial(experiment, order.given);
      const { seeds, from } = order;
      session = createSession({ experiment, settings, seeds, ...(from && { from }) });
      goal = order.step;
      opened();
      return;
    }
    case 'play':
      pace = order.pace;
      goal = undefined;
      began = { ms: performance.now(), step: session.step };
      return;
    case 'pause':
      pace = 0;
      goal = undefined;
      return;
    case 'go':
      pace = 0;
      goal = order.step;
      session.approach(order.step);
      told = Math.min(told, session.snapshots.length);
      return;
    case 'change':
      session.change(order);
      began = { ms: performance.now(), step: session.step };
      opened();
      keep();
      return;
    case 'seen':
      isSeen = true;
      return;
    case 'ask':
      say({ type: 'answer', id: order.id, value: answer(order.question) });
  }
}

const live = (name: string) => experiments.find((experiment) => experiment.name === name)?.live;

function opened(): void {
  const { experiment, settings, seeds, plane, step } = session;
  told = Math.min(told, session.snapshots.length);
  readMs = -Infinity;
  toldPlane = plane;
  say({ type: 'opened', experiment: experiment.name, settings, seeds, plane, known: told, step });
}

function answer(question: Question): Answers[Question] {
  if (question === 'checkpoint') return session.checkpoint();
  if (question === 'weightsHash') return session.weightsHash();
  return session.record({ version: VERSION, commit: null });
}

/** Hands the page this moment, where its weights are not too many. */
function keep(): void {
  kept = { ms: performance.now(), step: session.step };
  const { inputDim, width, precision } = session.settings;
  const bytes = inputDim * width * (precision === 'float64' ? 8 : 4);
  say({ type: 'kept', checkpoint: bytes > KEEPING_BYTES ? undefined : session.checkpoint() });
}

/** How many more steps are due now. */
function due(): number {
  if (session.status) return 0;
  if (goal !== undefined) return goal - session.step;
  if (pace === Infinity) return Infinity;
  return Math.floor(began.step + ((performance.now() - began.ms) / 1000) * pace) - session.step;
}

/** Trains a while, shows where the run is, and comes back if there is more to do. */
function work(): void {
  isScheduled = false;
  const end = performance.now() + SLICE_MS;
  let goesOn = true;
  const first = session.step;
  while (goesOn && due() > 0 && performance.now() < end) goesOn = session.advance();
  const isResting = session.status !== undefined || (pace === 0 && due() <= 0);
  if (isResting) {
    goal = undefined;
    pace = 0;
  }
  if (isSeen || isResting) show(isResting);
  if (session.step !== kept.step && performance.now() - kept.ms > KEEPING_MS) keep();
  if (!isResting) schedule(session.step === first);
}

function show(isResting: boolean): void {
  if (session.snapshots.length === 0) session.advance();
  const frame = session.frame();
  const { plane } = session;
  const isTurned = plane !== toldPlane;
  toldPlane = plane;
  const known = told;
  const measured = session.snapshots.slice(known);
  told = session.snapshots.length;
  isSeen = false;
  const reading = isResting || performance.now() - readMs > READING_MS ? read() : undefined;
  const where = { isPlaying: pace > 0, ...(goal !== undefined && { goal }) };
  const news = { ...(reading && { reading }), ...(isTurned && { plane }) };
  say({ type: 'moment', frame, ...where, known, measured, ...news }, [frame.neurons.buffer]);
}

function read(): Reading | undefined {
  readMs = performance.now();
  return session.reading();
}

/** Another turn after the mail that waits; after a moment where there was nothing to do yet. */
function schedule(idle = false): void {
  if (isScheduled) return;
  isScheduled = true;
  if (idle) setTimeout(work, 4);
  else mailbox.port2.postMessage(null);
}

mailbox.port1.onmessage = work;

/**
 * What is not allowed is said; any other error ends at the page's `onerror`, as those of `work` do. A glance
 * at the run asks for no turn of it: one at rest stays at rest.
 */
self.onmessage = ({ data }: MessageEvent<Order>) => {
  try {
    obey(data);
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    say({ type: 'refused', message: error.message });
  }
  if (session && data.type !== 'seen' && data.type !== 'ask') schedule();
};
