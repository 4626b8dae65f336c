import {
  type Address,
  checkSettings,
  type Experiment,
  liveExperiments,
  type Objection,
  type Preset,
  type Seeds,
  startOf,
  type TrialSettings,
  withSetting,
} from '../../src/index.ts';
import { type HistoryEntry, history } from './history.svelte.ts';
import { linkOf, openedAt } from './place.ts';
import { Runner } from './runner.svelte.ts';
import { theme } from './theme.svelte.ts';

type Given = Readonly<Record<string, unknown>>;

/** What the live tab is about: a run, or two branches of one side by side, and how they are looked at. */
export class Lab {
  /** The first, and beside it its branch or another run to compare with. */
  runs = $state.raw<readonly Runner[]>([]);
  /** Which of them the controls change. */
  active = $state(0);
  speed = $state(0);
  view = $state<Address['view']>('directions');
  /** What is wrong with what was asked for last, by the address or by a control. */
  objections = $state.raw<readonly Objection[]>([]);
  /** The step at which the second left the first; undefined where it is another run altogether. */
  forkedAt = $state<number>();
  isVeiled = $state(false);
  /** The preset in force, as long as nothing else was set. */
  preset = $state<string>();
  /** The setting that was changed last. */
  #asked = $state('');
  readonly embed: boolean;
  readonly hide: readonly string[];
  readonly predict: boolean;

  constructor(address: Address, objections: readonly Objection[]) {
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

  get first(): Runner {
    return this.runs[0]!;
  }

  get second(): Runner | undefined {
    return this.runs[1];
  }

  /** The one the controls show and change. */
  get changed(): Runner {
    return this.runs[this.active] ?? this.first;
  }

  get experiment(): Experiment {
    return experimentOf(this.changed);
  }

  get isPlaying(): boolean {
    return this.runs.some(({ isPlaying }) => isPlaying);
  }

  /** Where the furthest of the branches is. */
  get step(): number {
    return Math.max(0, ...this.runs.map(({ frame }) => frame?.step ?? 0));
  }

  /** Steps there is something to show of: those made, and those theory expects. */
  get extent(): number {
    const made = this.runs.map((run) => {
      const { head, end } = run;
      if (end !== undefined) return end;
      const settings = settingsOf(run);
      const expected = experimentOf(run).expectedEnd?.(settings) ?? 0;
      return Math.max(head, settings.steps ?? Math.ceil(expected / settings.stepSize));
    });
    return Math.max(1, ...made);
  }

  /** Whether all of them came to their end. */
  get isOver(): boolean {
    return this.runs.every(({ frame }) => frame?.status !== undefined);
  }

  /** This moment as an address; a run that goes on says no step. */
  address(tab: string, step = this.isPlaying ? undefined : this.#rest): Address {
    const { opening } = this.first;
    return {
      tab,
      experiment: opening.experiment,
      settings: settingsOf(this.first),
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

  /** Where the first run rests, or will. */
  get #rest(): number | undefined {
    const { goal, frame, opening } = this.first;
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
    if (key.startsWith('seed')) return !this.hide.includes('seeds');
    return Object.hasOwn(settingsOf(this.changed), key) || this.experiment.settings[key] !== undefined;
  }

  /** A branch in words. */
  nameOf(branch: number): string {
    if (branch === 0) return this.forkedAt === undefined ? 'first' : 'trunk';
    return this.forkedAt === undefined ? 'second' : `branch of step ${this.forkedAt}`;
  }

  /** What was changed in a branch since it left. */
  differenceOf(branch: number): string {
    const changes = this.runs[branch]?.settings?.changes.filter(({ step }) => step >= (this.forkedAt ?? 0));
    return (changes ?? []).map(({ step, key, value }) => `; ${key} ${value} from ${step} on`).join('');
  }

  restart(run: Runner): void {
    run.restart();
    if (!this.isVeiled) run.play(this.speed);
  }

  play(): void {
    for (const run of this.runs) if (!run.frame?.status) run.play(this.speed);
  }

  /** Rests; branches rest at the same step. */
  pause(): void {
    if (this.second) this.go(this.step);
    else this.first.pause();
  }

  toggle(): void {
    if (this.isPlaying) this.pause();
    else if (this.isOver) this.replay();
    else this.play();
  }

  /** From the start again, what is known of it included. */
  replay(): void {
    for (const run of this.runs) {
      run.go(0);
      requestAnimationFrame(() => run.play(this.speed));
    }
  }

  go(step: number): void {
    for (const run of this.runs) run.go(Math.max(0, Math.round(step)));
  }

  pace(speed: number): void {
    this.speed = speed;
    if (this.isPlaying) this.play();
  }

  /** Beyond the natural end: as many steps again as were made. */
  goOn(): void {
    for (const run of this.runs) {
      if (!run.frame?.status) continue;
      run.change([], { steps: 2 * run.frame.step });
      run.play(this.speed);
    }
  }

  /** One setting another: from the present step on where it may change on the way, else in a run from the start. */
  set(key: string, value: unknown, isChangeable: boolean): void {
    this.objections = this.objections.filter((objection) => objection.key !== key);
    this.#asked = key;
    this.preset = undefined;
    const { frame } = this.changed;
    const settings = settingsOf(this.changed);
    if (isChangeable && frame && frame.step > 0 && value !== undefined) this.changed.change([{ key, value }]);
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

  /** A copy of the first run at this moment, beside it. */
  async fork(): Promise<void> {
    if (this.second || !this.first.settings || !this.first.frame) return;
    this.pause();
    const from = await this.first.ask('checkpoint');
    const { opening, settings, frame } = this.first;
    const step = from?.step ?? frame.step;
    const { experiment, seeds } = opening;
    const copy = { experiment, given: { ...settings }, seeds, step, ...(from && { from }) };
    this.runs = [this.first, new Runner(copy)];
    this.forkedAt = step;
    this.active = 1;
    this.first.go(step);
  }

  /** Ends one of two branches; the other stays. */
  close(branch: number): void {
    this.note(this.runs[branch]!);
    this.runs[branch]!.close();
    this.runs = this.runs.filter((_, i) => i !== branch);
    this.active = 0;
    this.forkedAt = undefined;
  }

  /** One run of the history, or two side by side, computed again to the same bits. */
  recall(entries: readonly HistoryEntry[]): void {
    for (const run of this.runs) this.#end(run);
    this.runs = entries.map(({ link }) => {
      const { experiment, settings, seeds } = openedAt(link).address;
      return openRun(experiment, settings, seeds);
    });
    this.active = 0;
    this.forkedAt = undefined;
    this.objections = [];
    for (const run of this.runs) run.play();
  }

  /** Writes a run into the history. */
  note(run: Runner): void {
    if (!run.settings || !run.frame || run.frame.step === 0) return;
    const { opening, settings } = run;
    history.note(run, linkOf({ ...this.address('live'), ...opening, settings }));
  }

  #replace(branch: number, run: Runner): void {
    this.#end(this.runs[branch]!);
    this.runs = this.runs.map((other, i) => (i === branch ? run : other));
  }

  #end(run: Runner): void {
    this.note(run);
    run.close();
  }
}

/** The settings of a run; those it was opened with while its worker has not answered. */
export const settingsOf = ({ settings, opening }: Runner): TrialSettings =>
  settings ?? (opening.given as unknown as TrialSettings);

/** The experiment of a run. */
export const experimentOf = (run: Runner): Experiment =>
  liveExperiments.find(({ name }) => name === run.opening.experiment)!;

const openRun = (experiment: string, settings: TrialSettings, seeds: Seeds, step?: number) =>
  new Runner({ experiment, given: { ...settings }, seeds, ...(step !== undefined && { step }) });
