import type { Command } from 'commander';
import { z } from 'zod';
import { activations } from '../activations/index.ts';
import { certifyTarget } from '../experiments/certify-target.ts';
import { kebab } from '../settings/kebab.ts';
import { field } from '../settings/kind.ts';
import { Misuse } from '../settings/misuse.ts';
import type { Certified } from '../theory/certificate-words.ts';
import { certificateText } from './certify-words.ts';
import { addFieldFlags, fieldValues } from './flags.ts';

type Flags = Readonly<Record<string, string | boolean | undefined>>;

const fields = {
  inputs: field(z.enum(['gaussian', 'hypercube']).default('gaussian'), {
    doc: 'what coordinates are: standard Gaussians z1, z2, … or uniform signs x1, x2, …',
  }),
  activation: field(z.enum(activations.map(({ name }) => name) as [string, ...string[]]).default('relu'), {
    symbol: 'σ',
    doc: 'of the network that is to learn it',
  }),
  degree: field(z.int().min(1).max(20).optional(), {
    symbol: 'K',
    doc: 'up to which it is expanded; by default that of a polynomial, and 8 for others',
  }),
  ...Object.assign({}, ...activations.map(({ settings }) => settings)),
};

/** Arguments, flags and action of `twolayer certify <expression>`. */
export function completeCertifyCommand(command: Command): void {
  command.argument('<expression>', 'a target such as "z1 + z1*z2", "He3(z1)" or "sign(z1*z2)"');
  command.option('--json', 'one JSON object');
  addFieldFlags(command, fields);
  command.allowUnknownOption().allowExcessArguments();
  command.action((expression: string, flags: Flags) => {
    refuseUnknown(command.args);
    const certified = certifyExpression(expression, flags);
    process.stdout.write(flags.json ? `${JSON.stringify(certified)}\n` : certificateText(certified));
  });
}

/** A target may begin with a minus as an option does, so that commander lets all unknown words pass. */
function refuseUnknown([expression, ...others]: readonly string[]): void {
  const option = [expression!, ...others].find((word) => /^--[a-z]/.test(word)) ?? others[0];
  if (option?.startsWith('-')) throw new Misuse(`unknown option '${option}'`);
  if (option !== undefined) {
    throw new Misuse(
      `certify takes one expression, got ${JSON.stringify(option)} after it: put quotes around it`,
    );
  }
}

/**
 * The certificate of a target that was typed.
 *
 * @throws Misuse with what is wrong with it, and where
 */
export function certifyExpression(expression: string, flags: Flags): Certified {
  const { inputs, activation, degree, ...settings } = fieldValues(fields, flags);
  const kind = activations.find(({ name }) => name === activation)!;
  refuseForeign(kind, flags);
  try {
    return certifyTarget({ expression, inputs, activation, degree }, settings);
  } catch (error) {
    if (error instanceof Misuse) throw new Misuse(`${JSON.stringify(expression)}: ${error.message}`);
    throw error;
  }
}

/** Flags of activations that are not the one asked for. */
function refuseForeign({ name, settings }: (typeof activations)[number], flags: Flags): void {
  for (const other of activations) {
    const foreign = Object.keys(other.settings).find((key) => key in flags && !(key in settings));
    if (foreign) throw new Misuse(`--${kebab(foreign)} goes with --activation ${other.name}, got ${name}`);
  }
}
