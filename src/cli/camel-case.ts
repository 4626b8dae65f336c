import { kebab } from '../settings/kebab.ts';

/** `--inputDim=3` → `--input-dim=3`, `-d=3` → `-d3`: flags may be written as the keys of a config file, and with =. */
export function acceptCamelCase(argv: readonly string[]): string[] {
  return argv.map((word) =>
    word
      .replace(/^--[a-z]+[A-Z][a-zA-Z]*(?==|$)/, (flag) => `--${kebab(flag.slice(2))}`)
      .replace(/^-([a-z])=/, '-$1'),
  );
}
