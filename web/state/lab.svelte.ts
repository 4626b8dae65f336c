import {
  type Address,
  checkSettings,
  type Experiment,
  type Objection,
  type Preset,
  type ReadAddress,
  type Seeds,
  seedParameter,
  speedOf,
  startOf,
  streamNames,
  withSetting,
} from '../../src/index.ts';
import { Branches } from './branches.svelte.ts';
import { history } from './history.svelte.ts';
import type { HistoryEntry } from './history-entries.ts';
import { linkOf, openedAt } from './place.ts';
import type { Runner } from './runner.svelte.ts';
import { experimentOf, linkTo, openRun, settingsOf } from './runs.ts';
import { theme } from './theme.svelte.ts';

type Given = Readonly<Record<string, unknown>>;

/** What the live tab is about: which runs, at which settings, and how they are looked at. */
export class Lab extends Branches {
  view = $state<Address['view']>('directions');
  /** What is wrong with what was asked for last, by the address or by a control. */
  objections = $state.raw<readonly Objection[]>([]);
  isVeiled = $state(false);
  /** The preset in force, as long as nothing else was set. */
  preset = $state<string>();
  /** The setting that was changed last. */
  #asked = $state('');
  readonly embed: boolean;
  readonly hide: readonly string[];
  readonly predict: boolean;

  constructor(address: Address, objections: readonly Objection[]) {
    super();
    this.speed = address.speed;
    this.view = address.view;
    this.objections = objections;
    this.embed = address.embed;
    this.hide = address.hide;
    this.predict = address.predict;
    this.isVeiled = address.predict;
    const { experiment, settings, seeds, step } = address;
    this.runs = [openRun(experiment, settings, seeds, step)];
    if (step === undefined && !address.predict) this.play();
  }

  get experiment(): Experiment {
    return experimentOf(this.changed);
  }

  /** This moment of the run that the controls change, as an address; where runs go on it says no step. */
  address(tab: string, step = this.isPlaying ? undefined : this.#rest): Address {
    const { opening } = this.changed;
    return {
      tab,
      experiment: opening.experiment,
      settings: settingsOf(this.changed),
      seeds: opening.seeds,
      view: this.view,
      speed: this.speed,
      embed: this.embed,
      predict: this.predict && this.isVeiled,
      hide: this.hide,
      ...(theme.chosen && { theme: theme.chosen }),
      ...(step !== undefined && { step }),
    };
  }

  /** Where that run rests, or will. */
  get #rest(): number | undefined {
    const { goal, frame, opening } = this.changed;
    return goal ?? frame?.step ?? opening.step;
  }

  /** What is wrong with one setting; nothing when all is well. */
  objectionTo(key: string): string | undefined {
    const found = this.objections.find((objection) => objection.key === key);
    return found?.sentence ?? (key === this.#asked ? this.changed.refusal : undefined);
  }

  object(key: string, sentence: string): void {
    this.objections = [...this.objections.filter((other) => other.key !== key), { key, sentence }];
  }

  dismiss(objection: Objection): void {
    this.objections = this.objections.filter((other) => other !== objection);
  }

  /** Whether there is a control beside which what is wrong with a key is shown. */
  isPlaced(key: string): boolean {
    if (['speed', 'step', 'experiment'].includes(key)) return true;
    if (this.hide.includes(key)) return false;
    if (key === 'seed' || streamNames.some((name) => seedParameter(name) === key))
      return !this.hide.includes('seeds');
    return [settingsOf(this.changed), this.experiment.settings].some((known) => Object.hasOwn(known, key));
  }

  restart(run: Runner): void {
    run.restart();
    if (!this.isVeiled) run.play(this.speed);
  }

  /** One setting another: from the present step on where it may change on the way, else in a run from the start. */
  set(key: string, value: unknown, isChangeable: boolean): void {
    this.objections = this.objections.filter((objection) => objection.key !== key);
    this.#asked = key;
    this.preset = undefined;
    const { frame, crash } = this.changed;
    const settings = settingsOf(this.changed);
    const isOnTheWay = isChangeable && frame && frame.step > 0 && value !== undefined;
    if (isOnTheWay && crash !== undefined)
      this.object(key, 'the run has to be restarted before a setting changes');
    else if (isOnTheWay) this.changed.change([{ key, value }]);
    else this.open(withSetting(this.experiment, { ...settings, changes: [] }, key, value));
  }

  /** Another run in the place of the one the controls change; one that is not allowed is only told. */
  open(given: Given, seeds: Seeds = this.changed.opening.seeds, experiment = this.experiment): void {
    const checked = checkSettings(experiment, given);
    if ('objection' in checked) {
      this.objections = [checked.objection];
      return;
    }
    this.objections = [];
    this.forkedAt = undefined;
    this.#replace(this.active, openRun(experiment.name, checked.settings, seeds));
    if (!this.isVeiled) this.play();
  }

  /** Another experiment, at its start. */
  choose(experiment: Experiment): void {
    this.#keepPace(this.experiment, experiment);
    this.open(startOf(experiment), this.changed.opening.seeds, experiment);
  }

  /** The settings of a preset, or those of the start. */
  choosePreset(preset: Preset | undefined): void {
    this.open(preset?.settings ?? startOf(this.experiment));
    this.preset = preset?.name;
  }

  reseed(seeds: Seeds): void {
    this.open({ ...settingsOf(this.changed) }, seeds);
  }

  /** One run of the history, or two side by side, computed again to the same bits. */
  recall(entries: readonly HistoryEntry[]): void {
    this.#show(entries.map(({ link }) => openedAt(link)));
  }

  /** What the address said before: the run of it that is there, else that run again. */
  visit(read: ReadAddress): void {
    const there = this.runs.map(linkTo).indexOf(linkOf(read.address));
    if (there >= 0) this.active = there;
    else this.#show([read]);
  }

  /** Runs of another experiment go as fast as those of it do, unless the reader has chosen how fast. */
  #keepPace(before: Experiment, now: Experiment): void {
    if (this.speed === speedOf(before)) this.speed = speedOf(now);
  }

  /** Other runs in the place of all that are there. */
  #show(opened: readonly ReadAddress[]): void {
    const before = this.experiment;
    for (const run of this.runs) this.#end(run);
    this.runs = opened.map(({ address }) => {
      const { experiment, settings, seeds, step } = address;
      return openRun(experiment, settings, seeds, step);
    });
    this.objections = opened.flatMap(({ objections }) => objections);
    this.active = 0;
    this.#keepPace(before, this.experiment);
    this.forkedAt = undefined;
    this.preset = undefined;
    if (!this.isVeiled && opened.every(({ address }) => address.step === undefined)) this.play();
  }

  #replace(branch: number, run: Runner): void {
    this.#end(this.runs[branch]!);
    this.runs = this.runs.map((other, i) => (i === branch ? run : other));
  }

  #end(run: Runner): void {
    history.note(run);
    run.close();
  }
}
