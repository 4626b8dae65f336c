import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSweepJson } from '../../node/sweep-folder.ts';
import { Misuse } from '../../settings/misuse.ts';
import { nearest } from '../../settings/nearest.ts';
import { type Plan, planOf } from '../../sweeps/plan/plan.ts';
import { type PathLabel, readSweep, type Sweep } from '../../sweeps/plan/sweep.ts';
import { readConfig, readConfigText } from '../config.ts';

/** A sweep file, read and planned. */
export interface SweepFile {
  /** Where its trials are kept unless told otherwise. */
  readonly folder: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly sweep: Sweep;
  readonly plan: Plan;
}

const presetFolder = fileURLToPath(new URL('../presets', import.meta.url));

/** Names of the sweep files that come with the laboratory: `scaling/xor-samples`, … */
export function sweepPresets(): string[] {
  const files = readdirSync(presetFolder, { recursive: true }) as string[];
  return files
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.replaceAll('\\', '/').replace(/\.yaml$/, ''))
    .sort();
}

/** What a preset is for: the comment it begins with, its first sentence. */
export function docOfPreset(name: string): string {
  const { text } = readConfig(join(presetFolder, `${name}.yaml`));
  const comment = /^(?:#.*\n)+/.exec(text)?.[0].replace(/^# ?/gm, '').replaceAll('\n', ' ') ?? '';
  return (/^.*?[.:](?= )/.exec(comment)?.[0] ?? comment).replace(/[.:]$/, '').trim();
}

/**
 * Reads a sweep file, or the sweep that a folder holds, or a preset, and resolves every cell of it.
 *
 * @throws Misuse with file, line and column, what is allowed and what came
 */
export function readSweepFile(word: string): SweepFile {
  if (existsSync(join(word, 'sweep.json')))
    return planned(readConfigText(readSweepJson(word).text, word), word);
  if (existsSync(word))
    return planned(readConfig(word, 'sweep'), join('runs', basename(word).replace(/\.\w+$/, '')));
  const presets = sweepPresets();
  if (presets.includes(word))
    return planned(readConfig(join(presetFolder, `${word}.yaml`), 'sweep'), join('runs', word));
  const near = nearest(word, presets).join(', ');
  throw new Misuse(
    `there is no sweep file, folder of a sweep or preset ${word}; the nearest presets are ${near}`,
  );
}

function planned(config: ReturnType<typeof readConfig>, folder: string): SweepFile {
  const label: PathLabel = (...path) => `${config.position(path)}: ${path.at(-1)}`;
  const sweep = readSweep(config.values, label);
  return { folder, values: config.values, text: config.text, sweep, plan: planOf(sweep, label) };
}
