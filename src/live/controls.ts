import type { Experiment } from '../experiments/experiment.ts';
import type { AnyKind, FieldMeta } from '../settings/kind.ts';
import { allFields, allowedBy, jsonField } from '../settings/resolve.ts';
import { changeableKeys } from '../training/changes.ts';

/** How one setting is shown and asked for, all of it read off its field. */
export interface SettingControl {
  readonly key: string;
  /** The papers' letter. */
  readonly symbol?: string;
  readonly unit?: string;
  readonly doc: string;
  /** In words, such as `an integer from 1 to 65536`. */
  readonly allowed: string;
  readonly placeholder?: string;
  /** `text` is also the form of lists, as flags have them. */
  readonly form: 'number' | 'option' | 'switch' | 'text';
  /** Undefined where leaving it out means something of its own. */
  readonly default: unknown;
  readonly isInteger: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  /** What an option can be, with a line on each where it names a kind. */
  readonly options: readonly { readonly name: string; readonly doc?: string }[];
  /** The kinds it is a setting of; undefined for one that is always there. */
  readonly owner?: { readonly choice: string; readonly kinds: readonly string[] };
  /** Whether it may change while a run is on. */
  readonly isChangeable: boolean;
  /** Ends of a logarithmic slider. */
  readonly slider?: readonly [number, number];
  /** Whether 0 freezes a layer. */
  readonly freezes: boolean;
  /** Whether it is among the first to look at. */
  readonly isMain: boolean;
}

/** The settings one turns most, in the order they are shown in. */
const main = [
  'inputDim',
  'width',
  'batchSize',
  'stepSize',
  'initScale',
  'firstLayerRate',
  'secondLayerRate',
  'steps',
  'target',
  'expression',
  'coordinates',
  'inputs',
];

/** From and to where one mostly wants them. */
const sliders: Readonly<Record<string, readonly [number, number]>> = {
  inputDim: [2, 1024],
  width: [1, 1024],
  batchSize: [1, 16384],
  stepSize: [0.001, 20],
  initScale: [0.001, 20],
};

const freezing = ['firstLayerRate', 'secondLayerRate'];

/** A control for every setting of an experiment: the main ones first, the others in the order of their fields. */
export function controlsOf(experiment: Experiment): SettingControl[] {
  const controls = Object.keys(allFields(experiment)).map((key) => controlOf(experiment, key));
  const place = ({ key, isMain }: SettingControl) => (isMain ? main.indexOf(key) : main.length);
  return controls.sort((a, b) => place(a) - place(b));
}

/** Whether the kinds that settings select have this one. */
export function isAsked({ owner }: SettingControl, settings: Readonly<Record<string, unknown>>): boolean {
  return !owner || owner.kinds.includes(settings[owner.choice] as string);
}

function controlOf(experiment: Experiment, key: string): SettingControl {
  const type = allFields(experiment)[key]!;
  const json = jsonField(type);
  const { doc, symbol, unit, placeholder } = json as unknown as FieldMeta;
  const owner = ownerOf(experiment, key);
  const minimum = json.minimum ?? json.exclusiveMinimum;
  return {
    key,
    doc,
    ...(symbol && { symbol }),
    ...(unit && { unit }),
    ...(placeholder && { placeholder }),
    ...(owner && { owner }),
    ...(minimum !== undefined && { minimum }),
    ...(json.maximum !== undefined && { maximum: json.maximum }),
    ...(sliders[key] && { slider: sliders[key] }),
    allowed: allowedBy(type),
    form: formOf(json),
    default: json.default,
    isInteger: json.type === 'integer',
    options: optionsOf(experiment.choices[key], json.enum),
    isChangeable: changeableKeys(experiment).includes(key),
    freezes: freezing.includes(key),
    isMain: main.includes(key),
  };
}

function formOf({ type, enum: options }: ReturnType<typeof jsonField>): SettingControl['form'] {
  if (options) return 'option';
  if (type === 'boolean') return 'switch';
  return type === 'integer' || type === 'number' ? 'number' : 'text';
}

const optionsOf = (
  kinds: readonly AnyKind<unknown>[] | undefined,
  names: readonly unknown[] = [],
): SettingControl['options'] =>
  kinds?.map(({ name, doc }) => ({ name, doc })) ?? names.map((name) => ({ name: String(name) }));

function ownerOf({ settings, choices }: Experiment, key: string): SettingControl['owner'] {
  if (Object.hasOwn(settings, key)) return undefined;
  for (const [choice, kinds] of Object.entries(choices)) {
    const owning = kinds.filter((kind) => Object.hasOwn(kind.settings, key)).map(({ name }) => name);
    if (owning.length > 0) return { choice, kinds: owning };
  }
  return undefined;
}
