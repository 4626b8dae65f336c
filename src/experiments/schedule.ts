import { z } from 'zod';
import { field, type Rule } from '../settings/kind.ts';
import { stopFields, stopIsReadable } from './rule.ts';
import { budget, measurements, scheduleOf, type TrialSettings } from './trial-clock.ts';

/**
 * How long a trial trains and how often it is measured.
 *
 * @param end the natural end in words, for the doc of `steps`
 */
export const scheduleFields = (end: string) => ({
  steps: field(
    z
      .int()
      .min(1)
      .max(2 ** 31)
      .optional(),
    { symbol: 'T/η', doc: `train exactly so many steps; without it, to ${end}` },
  ),
  maxTime: field(z.number().positive().max(1e6).optional(), {
    symbol: 'T',
    unit: 'stepSize × steps',
    doc: 'give up at this time when that end is not reached; by default at time 60, but not before 1000 steps',
  }),
  ...stopFields,
  measureInterval: field(z.number().positive().max(1e6).default(0.2), {
    unit: 'stepSize × steps',
    doc: 'time between two measurements, at least one step',
  }),
  testSize: field(
    z
      .int()
      .min(1)
      .max(2 ** 24)
      .default(4096),
    { doc: 'samples of the fixed test stream' },
  ),
});

/** A record holds every measurement; more than this are no use in a figure and too many for a line of JSON. */
const MAX_MEASUREMENTS = 20_000;

const fewMeasurements: Rule = (values) => {
  const settings = values as unknown as TrialSettings;
  if (measurements(settings) <= MAX_MEASUREMENTS) return undefined;
  const steps = budget(settings);
  const least = (scheduleOf(settings).timeAt(steps) / MAX_MEASUREMENTS).toPrecision(2);
  return { key: 'measureInterval', allowed: `at least ${least} for a run of up to ${steps} steps` };
};

const stepsOrTime: Rule = ({ steps, maxTime }) =>
  steps !== undefined && maxTime !== undefined
    ? { key: 'maxTime', allowed: 'left out where steps are given' }
    : undefined;

/** What must hold of those settings. */
export const scheduleRules: readonly Rule[] = [fewMeasurements, stepsOrTime, stopIsReadable];
