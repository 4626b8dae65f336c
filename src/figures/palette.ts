/** Background a picture is read on. */
export type Theme = 'light' | 'dark';

/** What each color means, in every figure, page and terminal. */
export interface Palette {
  readonly background: string;
  /** Titles and numbers. */
  readonly ink: string;
  /** Axis labels and remarks. */
  readonly muted: string;
  readonly grid: string;
  /** Parts of a neuron, and its second-layer weight |a|. */
  readonly signal: string;
  readonly opposite: string;
  readonly perpendicular: string;
  readonly secondLayer: string;
  /** The four clusters; label +1 and neurons with a > 0 share the warm hue, the others the cool one. */
  readonly mu1: string;
  readonly minusMu1: string;
  readonly mu2: string;
  readonly minusMu2: string;
  readonly positive: string;
  readonly negative: string;
  readonly error: string;
  readonly loss: string;
  /** What theory says; always dashed. */
  readonly prediction: string;
  /** An inequality where it holds, and where it does not. */
  readonly holds: string;
  readonly broken: string;
  /** Bands behind the three phases of a run. */
  readonly finding: string;
  readonly tuning: string;
  readonly tuned: string;
}

/** Hues of Okabe and Ito, darkened on white and lightened on black until they can be read as text. */
export const palettes: Readonly<Record<Theme, Palette>> = {
  light: {
    background: '#ffffff',
    ink: '#1c1e21',
    muted: '#5a5e64',
    grid: '#e3e5e8',
    signal: '#c24e00',
    opposite: '#0064ad',
    perpendicular: '#008460',
    secondLayer: '#a8437f',
    mu1: '#6e4700',
    minusMu1: '#a36a00',
    mu2: '#004b73',
    minusMu2: '#1a7ab5',
    positive: '#a36a00',
    negative: '#1a7ab5',
    error: '#1c1e21',
    loss: '#5a5e64',
    prediction: '#1c1e21',
    holds: '#2e7d32',
    broken: '#c1121f',
    finding: '#fbf6ea',
    tuning: '#eef4f9',
    tuned: '#eef7f0',
  },
  dark: {
    background: '#15171a',
    ink: '#eceef0',
    muted: '#a6abb2',
    grid: '#2f3338',
    signal: '#ff7a33',
    opposite: '#4c9fe8',
    perpendicular: '#35cf9f',
    secondLayer: '#dd8fba',
    mu1: '#e69f00',
    minusMu1: '#f5d06a',
    mu2: '#56b4e9',
    minusMu2: '#a9dcf7',
    positive: '#e69f00',
    negative: '#56b4e9',
    error: '#eceef0',
    loss: '#a6abb2',
    prediction: '#eceef0',
    holds: '#63c46e',
    broken: '#ff6b6b',
    finding: '#211d15',
    tuning: '#161f28',
    tuned: '#15221a',
  },
};
