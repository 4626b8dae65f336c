import type { LawFit } from '../../fits/censored.ts';
import type { Span } from '../../fits/laws.ts';
import { exp, log } from '../../numerics/elementary.ts';
import type { Exponent, FittedGroup } from '../fit.ts';
import type { SweepResults } from '../results.ts';
import type { Curve, FittedSeries } from './fitted.ts';
import { numberAt, otherAxes, type Series, seriesNamer, seriesOf } from './series.ts';

/** Fits as figures and reports show them, under the names of their series. */
export function fittedSeries(results: SweepResults, groups: readonly FittedGroup[]): FittedSeries[] {
  return groups.map((group) => {
    const { against, at, laws, words } = group;
    const name = seriesNamer(results, otherAxes(results, [against]))(at);
    const own = seriesOf(results, [against]).find((series) => series.name === name);
    return {
      series: name,
      exponents: exponentsOf(group),
      curves: own ? curvesOf(group, spanOf(own, against)) : [],
      laws: laws.map(({ deltaBic, ...law }) => ({ ...law, delta: deltaBic })),
      words: against === 'inputDim' ? words : [`In these laws d stands for ${against}.`, ...words],
    };
  });
}

/** Those that could be had. */
function exponentsOf(group: FittedGroup): FittedSeries['exponents'] {
  const percent = `${Number((100 * group.confidence).toPrecision(4))} %`;
  const each = [
    ['α of c·d^α', group.exponent, 'by profile likelihood'],
    ['α of c·d^α', group.bootstrap, `by a bootstrap over ${group.against} and seeds`],
    ['α of c·d^α·ln d', group.besideLog, 'by profile likelihood'],
  ] as const;
  return each.flatMap(([what, exponent, how]) =>
    'refused' in exponent ? [] : [{ what, said: `${intervalText(exponent)}, ${percent} ${how}` }],
  );
}

const intervalText = ({ estimate, interval }: Exclude<Exponent, { refused: string }>) =>
  `${endText(estimate, 'unbounded')} [${endText(interval[0], '−∞')}, ${endText(interval[1], '∞')}]`;

const endText = (value: number | null, open: string) =>
  value === null ? open : value.toFixed(3).replace('-', '−');

/** Logarithms of the least and the largest value at which something was measured. */
function spanOf({ cells }: Series, against: string): Span {
  const measured = cells.filter(({ lines }) => lines.some(({ hit }) => hit !== null));
  const values = measured.map((cell) => numberAt(cell, against)).sort((a, b) => a - b);
  return [log(values[0]!), log(values.at(-1)!)];
}

function curvesOf({ curves }: FittedGroup, span: Span): Curve[] {
  return curves
    .filter(({ fit }) => fit.exponent === null || Number.isFinite(fit.exponent))
    .map(({ name, fit }, i) => ({
      name,
      role: i === 0 ? 'best' : 'rival',
      at: (x) => medianAt(fit, x, span),
    }));
}

/** The median of the law at x: exp(level + shape(ln x)). */
const medianAt = ({ law, level, exponent }: LawFit, x: number, span: Span) =>
  exp(level + law.shape(log(x), exponent ?? 1, span));
