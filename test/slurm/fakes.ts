import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Fake commands in a folder of their own. */
export interface Fakes {
  /** A PATH with the fakes first. */
  readonly path: string;
  /** A PATH with nothing but the fakes and the shell. */
  readonly barePath: string;
  /** How they were called so far, a line a call: `sbatch --parsable slurm/1.sh`. */
  calls(): string[];
}

/** Commands that do what a line of shell says, after noting how they were called. */
export function fakeCommands(commands: Readonly<Record<string, string>>): Fakes {
  const folder = mkdtempSync(join(tmpdir(), 'twolayer-fakes-'));
  const [bin, log] = [join(folder, 'bin'), join(folder, 'calls')];
  mkdirSync(bin);
  writeFileSync(log, '');
  for (const [name, shell] of Object.entries(commands)) {
    const text = `#!/bin/sh\necho "${name} $*" >> '${log}'\nFAKES='${folder}'\n${shell}\n`;
    writeFileSync(join(bin, name), text, { mode: 0o755 });
  }
  return {
    path: `${bin}:${process.env.PATH}`,
    barePath: bin,
    calls: () => readFileSync(log, 'utf8').split('\n').filter(Boolean),
  };
}
