import {
  type CertificateWords,
  certificateInWords,
  certifyTarget,
  Misuse,
  type TargetTyped,
} from '../../src/index.ts';

/** A certificate for the page to show; or what is wrong with the expression, and where. */
export type CertifyAnswer =
  | {
      readonly words: CertificateWords;
      /** The largest leap of what the activation sees, and how many rungs it has: how a run can be seen to climb. */
      readonly leap: number;
      readonly rungs: number;
    }
  | { readonly refused: string };

const MOST_COEFFICIENTS = 12;

function answer(typed: TargetTyped): CertifyAnswer {
  try {
    const certified = certifyTarget(typed);
    const { leapComplexity, staircase } = certified.seen;
    const words = certificateInWords(certified, MOST_COEFFICIENTS);
    return { words, leap: leapComplexity ?? 1, rungs: staircase.length };
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    return { refused: error.message };
  }
}

self.onmessage = ({ data }: MessageEvent<TargetTyped>) => postMessage(answer(data));
