import { z } from 'zod';
import { log } from '../numerics/elementary.ts';
import { field } from '../settings/kind.ts';

/** Settings of the ledger: the constants that the inequalities of paper A leave open. */
export const ledgerFields = {
  ledgerZeta: field(z.number().positive().max(1).optional(), {
    symbol: 'ζ',
    doc: 'how small the parts that are not signal must be against it; by default 1/ln d, at most 1',
  }),
  ledgerHeadroom: field(z.number().min(0).max(10).default(0), {
    symbol: 'H',
    doc: 'the perpendicular part of a heavy neuron counts exp(6 H) times',
  }),
  ledgerBalance: field(z.number().min(1).max(1e6).default(8), {
    doc: 'how many times the smallest cluster margin the largest may be',
  }),
  ledgerHeavyShare: field(z.number().positive().max(1).optional(), {
    doc: 'tuning begins when heavy neurons have this share of the squared norm; by default 1/(1 + √2 ζ/(1 + 3 ledgerBalance))',
  }),
  ledgerMass: field(z.number().positive().max(1e6).default(4), {
    doc: 'how many times the largest restricted margin the squared norm may be; 2√2 is the value of an ideal network',
  }),
  ledgerOutput: field(z.number().positive().max(1e6).default(0.2), {
    doc: 'largest |f| while signal is being found; 0.2 keeps the derivative of the loss within a tenth of its value at 0',
  }),
  ledgerNoise: field(z.number().min(1).max(1e6).default(2), {
    doc: 'factor by which the squared perpendicular part may grow while signal is being found; at 2 noise equals the start',
  }),
};

/** The constants of a ledger, defaults that depend on other settings filled in. */
export interface Constants {
  /** ζ. */
  readonly zeta: number;
  /** H. */
  readonly headroom: number;
  readonly balance: number;
  readonly heavyShare: number;
  readonly mass: number;
  readonly output: number;
  readonly noise: number;
}

/**
 * The constants that resolved settings ask for. Two of them have defaults that are formulas:
 *
 * - ζ = 1/ln d, the slowest decay the paper's 1/polylog(d) allows, and at most 1 (d = 2).
 * - heavyShare is where `light-mass-small` follows from `clusters-balanced`. Restricted margins add up to
 *   √2 E[1(S)|a|‖w_sig‖], about √2 E[1(S)‖w‖²], so the smallest of them is at least √2/(1 + 3 balance) times
 *   E[1(S)‖w‖²]; light mass ≤ ζ times that is light/heavy ≤ √2 ζ/(1 + 3 balance).
 */
export function constantsOf(settings: Readonly<Record<string, unknown>>): Constants {
  const given = settings as { readonly [Key in keyof typeof ledgerFields]: number } & { inputDim: number };
  const zeta = given.ledgerZeta ?? Math.min(1, 1 / log(given.inputDim));
  const balance = given.ledgerBalance;
  return {
    zeta,
    headroom: given.ledgerHeadroom,
    balance,
    heavyShare: given.ledgerHeavyShare ?? 1 / (1 + (Math.SQRT2 * zeta) / (1 + 3 * balance)),
    mass: given.ledgerMass,
    output: given.ledgerOutput,
    noise: given.ledgerNoise,
  };
}
