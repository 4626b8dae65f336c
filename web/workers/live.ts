import {
  createSession,
  liveExperiments,
  Misuse,
  type Plane,
  type Reading,
  resolveTrial,
  type Session,
} from '../../src/index.ts';
import type { Answers, Order, Question, Report } from './messages.ts';

/** Longest stretch of training between two looks at the mailbox. */
const SLICE_MS = 8;
/**
 * Least time between two moments while it trains as fast as it goes: drawing takes a core, and on two of them it is one
 * that training would have.
 */
const HASTY_MS = 80;
/** Least time between two readings while the run plays, and the share of all time that making them may take. */
const READING_MS = 250;
const READING_SHARE = 1 / 20;
/** Time between two moments handed to the page to keep, and the room the weights of one may take. */
const KEEPING_MS = 2000;
const KEEPING_BYTES = 16 * 2 ** 20;

const say = (report: Report, transfer: Transferable[] = []) => postMessage(report, { transfer });

let session: Session | undefined;
/** Steps a second to train on at; 0 rests. */
let pace = 0;
/** The step to go to and rest at. */
let goal: number | undefined;
/** When the present stretch at this pace began, and at which step. */
let began = { ms: 0, step: 0 };
/** Whether the page has drawn the last moment. */
let isSeen = true;
let shownMs = -Infinity;
/** Measurements the page has; what it has beyond a point taken back is not known any more. */
let told = 0;
/** The plane the page has. */
let toldPlane: Plane | undefined;
/** When the next reading is due. */
let readingDue = -Infinity;
let kept = { ms: 0, step: 0 };
let isScheduled = false;
const mailbox = new MessageChannel();

type OrderOf<Type extends Order['type']> = Extract<Order, { type: Type }>;

function obey(order: Order): void {
  if (order.type === 'open') session = open(order);
  else if (session) direct(session, order);
}

function open({ experiment: name, given, seeds, from, step }: OrderOf<'open'>): Session {
  const experiment = liveExperiments.find((one) => one.name === name);
  if (!experiment) throw new Misuse(`there is nothing to watch of an experiment ${name}`);
  const settings = resolveTrial(experiment, given);
  const opened = createSession({ experiment, settings, seeds, ...(from && { from }) });
  goal = step;
  tellOpened(opened);
  return opened;
}

function direct(session: Session, order: Exclude<Order, { type: 'open' }>): void {
  switch (order.type) {
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
      tellOpened(session);
      keep(session);
      return;
    case 'seen':
      isSeen = true;
      return;
    case 'ask':
      say({ type: 'answer', id: order.id, value: answer(session, order.question) });
  }
}

function tellOpened({ experiment, settings, seeds, plane, step, snapshots }: Session): void {
  told = Math.min(told, snapshots.length);
  readingDue = -Infinity;
  toldPlane = plane;
  say({ type: 'opened', experiment: experiment.name, settings, seeds, plane, known: told, step });
}

function answer(session: Session, question: Question): Answers[Question] {
  if (question === 'checkpoint') return session.checkpoint();
  if (question === 'weightsHash') return session.weightsHash();
  return session.record({ version: VERSION, commit: null });
}

/** Hands the page this moment, where its weights are not too many. */
function keep(session: Session): void {
  kept = { ms: performance.now(), step: session.step };
  if (told < session.snapshots.length) show(session, false);
  const { inputDim, width, precision } = session.settings;
  const bytes = inputDim * width * (precision === 'float64' ? 8 : 4);
  const checkpoint = bytes > KEEPING_BYTES ? undefined : session.checkpoint();
  if (!checkpoint) {
    say({ type: 'kept', moment: undefined });
    return;
  }
  const { snapshots, ...moment } = checkpoint;
  const { firstLayer, secondLayer } = moment.layers;
  say({ type: 'kept', moment, measured: snapshots.length }, [firstLayer.buffer, secondLayer.buffer]);
}

/** How many more steps are due now. */
function due({ status, step }: Session): number {
  if (status) return 0;
  if (goal !== undefined) return goal - step;
  if (pace === Infinity) return Infinity;
  return Math.floor(began.step + ((performance.now() - began.ms) / 1000) * pace) - step;
}

/** Trains a while, shows where the run is, and comes back if there is more to do. */
function work(session: Session): void {
  const end = performance.now() + SLICE_MS;
  let goesOn = true;
  const first = session.step;
  while (goesOn && due(session) > 0 && performance.now() < end) goesOn = session.advance();
  const isResting = session.status !== undefined || (pace === 0 && due(session) <= 0);
  if (isResting) {
    goal = undefined;
    pace = 0;
  }
  const isHasty = pace === Infinity && performance.now() - shownMs < HASTY_MS;
  if (isResting || (isSeen && !isHasty)) show(session, isResting);
  const isKeepingDue = isResting || performance.now() - kept.ms > KEEPING_MS;
  if (session.step !== kept.step && isKeepingDue) keep(session);
  if (!isResting) schedule(session.step === first);
}

function show(session: Session, isResting: boolean): void {
  if (session.snapshots.length === 0) session.advance();
  const frame = session.frame();
  const { plane } = session;
  const isTurned = plane !== toldPlane;
  toldPlane = plane;
  const known = told;
  const measured = session.snapshots.slice(known);
  told = session.snapshots.length;
  isSeen = false;
  shownMs = performance.now();
  const reading = isResting || performance.now() >= readingDue ? read(session) : undefined;
  const where = { isPlaying: pace > 0, ...(goal !== undefined && { goal }) };
  const news = { ...(reading && { reading }), ...(isTurned && { plane }) };
  say({ type: 'moment', frame, ...where, known, measured, ...news }, [frame.neurons.buffer]);
}

/** What theory says now; the next one waits the longer, the longer this one took: it grows with the run. */
function read(session: Session): Reading | undefined {
  const began = performance.now();
  const reading = session.reading();
  const end = performance.now();
  readingDue = end + Math.max(READING_MS, (end - began) / READING_SHARE);
  return reading;
}

/** Another turn after the mail that waits; after a moment where there was nothing to do yet. */
function schedule(idle = false): void {
  if (isScheduled) return;
  isScheduled = true;
  if (idle) setTimeout(takeTurn, 4);
  else mailbox.port2.postMessage(null);
}

function takeTurn(): void {
  isScheduled = false;
  if (session) work(session);
}

mailbox.port1.onmessage = takeTurn;

/**
 * What is not allowed is said; any other error ends at the page's `onerror`, as those of `work` do. Before there is a run,
 * orders to it are void. A glance at the run asks for no turn of it: one at rest stays at rest.
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
