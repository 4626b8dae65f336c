import type { Experiment } from '../../experiments/experiment.ts';
import { experiments } from '../../experiments/index.ts';
import { streamNames } from '../../numerics/streams.ts';
import type { Shape } from '../../settings/kind.ts';
import { allFields, jsonField } from '../../settings/resolve.ts';
import { bracketFields } from './bracket-rule.ts';
import { slurmFields } from './slurm-settings.ts';

type Json = Readonly<Record<string, unknown>>;

const expression = { type: 'string', description: 'an expression in other settings, such as 2.5*inputDim' };

/** What a setting may be: a value of its type or, for a number, an expression. */
function valueSchema(field: ReturnType<typeof jsonField>): Json {
  const { $schema, symbol, short, unit, doc, placeholder, allowed, ...type } = field as Json;
  const isNumber = type.type === 'integer' || type.type === 'number';
  const description = [symbol ? `${symbol}: ` : '', doc, unit ? ` (${unit})` : ''].join('');
  return isNumber ? { description, anyOf: [type, expression] } : { description, ...type };
}

/** What an axis over a setting may be. */
function axisSchema(value: Json): Json {
  const { description, ...type } = value;
  const ends = { type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 2 };
  const range = (name: string) => ({
    type: 'object',
    properties: { [name]: ends, count: { type: 'integer', minimum: 2 } },
    required: [name, 'count'],
    additionalProperties: false,
  });
  const list = { type: 'array', items: type, minItems: 1, uniqueItems: true };
  const ranges = 'anyOf' in type ? [range('geom'), range('lin'), expression] : [];
  return { description, anyOf: [list, ...ranges] };
}

function settingsOf(experiment: Experiment): { readonly settings: Json; readonly axes: Json } {
  const values = Object.entries(allFields(experiment)).map(
    ([key, field]) => [key, valueSchema(jsonField(field))] as const,
  );
  const object = (properties: Json) => ({ type: 'object', properties, additionalProperties: false });
  return {
    settings: object(Object.fromEntries(values)),
    axes: object(Object.fromEntries(values.map(([key, value]) => [key, axisSchema(value)]))),
  };
}

const seed = { type: 'integer', minimum: 0, maximum: 4_294_967_295 };
const range = { first: seed, count: { type: 'integer', minimum: 1, maximum: 1_000_000 } };
const seedList: Json = {
  anyOf: [
    seed,
    { type: 'array', items: seed, minItems: 1, uniqueItems: true },
    { type: 'object', properties: range, required: ['count'], additionalProperties: false },
  ],
};

const amount = { anyOf: [{ type: 'number', exclusiveMinimum: 0 }, expression] };

/** A block of fields that are no settings of an experiment. */
function blockSchema(fields: Shape): Json {
  const properties = Object.entries(fields).map(([key, type]) => {
    const { $schema, doc, unit, allowed, default: value, ...rest } = jsonField(type) as Json;
    return [key, { description: `${doc}${unit ? ` (${unit})` : ''}`, ...rest }];
  });
  return { type: 'object', properties: Object.fromEntries(properties), additionalProperties: false };
}

const shared: Json = {
  experiment: { enum: experiments.map(({ name }) => name) },
  seeds: {
    description: 'seeds of the trials of each cell; streams of their own are crossed with the others',
    anyOf: [
      ...(seedList.anyOf as Json[]),
      {
        type: 'object',
        properties: {
          ...range,
          ...Object.fromEntries([...streamNames, 'data'].map((name) => [name, seedList])),
        },
        additionalProperties: false,
      },
    ],
  },
  success: { type: 'string', description: 'the rule of success, such as testError < 0.01' },
  budget: {
    description: 'when a trial gives up',
    type: 'object',
    properties: { time: amount, steps: amount, samples: amount },
    minProperties: 1,
    maxProperties: 1,
    additionalProperties: false,
  },
  slurm: {
    description: 'how tasks are sent to Slurm, with --on slurm',
    ...blockSchema(slurmFields),
  },
  series: { type: 'boolean', description: 'keep series of measurements, in files beside the shards' },
  bracket: {
    description: 'search for the value of a setting at which success becomes as probable as asked',
    ...blockSchema(bracketFields),
    required: ['setting', 'from', 'to'],
  },
};

/** The JSON Schema of sweep files, by which editors complete and check them. */
export function sweepSchema(): Json {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A sweep of twolayer',
    type: 'object',
    required: ['experiment'],
    properties: { ...shared, settings: { type: 'object' }, axes: { type: 'object' } },
    additionalProperties: false,
    allOf: experiments.map((experiment) => ({
      if: { properties: { experiment: { const: experiment.name } } },
      // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
      then: { properties: settingsOf(experiment) },
    })),
  };
}
