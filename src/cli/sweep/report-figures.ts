import type { Figure } from '../../experiments/experiment.ts';
import { type Known, seriesOfTrials } from '../../node/sweep-folder.ts';
import { bandsFigure, type RunGroup } from '../../sweeps/figures/bands-figure.ts';
import type { Curve, FittedSeries } from '../../sweeps/figures/fitted.ts';
import { searchFigure } from '../../sweeps/figures/search-figure.ts';
import { seriesNamer } from '../../sweeps/figures/series.ts';
import { settingsLine } from '../../sweeps/figures/settings-line.ts';
import { sweepFigures } from '../../sweeps/figures/sweep-figures.ts';
import type { FittedGroup } from '../../sweeps/fit.ts';
import type { Hit } from '../../sweeps/line.ts';
import { searchGroups } from '../../sweeps/observations.ts';
import type { SweepResults } from '../../sweeps/results.ts';

/** What the figures of a sweep are made from. */
interface Drawn {
  readonly folder: string;
  readonly known: Known;
  readonly results: SweepResults;
  readonly unit: keyof Hit;
  readonly groups: readonly FittedGroup[];
  readonly fits: readonly FittedSeries[];
  readonly reference?: Curve | undefined;
  readonly command: string;
}

type NamedFigure = { readonly name: string; readonly figure: Figure };

/** The figures that a sweep has: what it took or what its searches found, success, and series where they are kept. */
export function figuresOf(drawn: Drawn): NamedFigure[] {
  const { known, results, unit, groups, fits, reference, command } = drawn;
  const { bracket } = known.plan;
  const against = groups[0]?.against;
  return [
    ...searchesOf(drawn, against),
    ...sweepFigures(results, {
      unit,
      fits,
      command,
      ...(bracket && { sought: bracket.probability }),
      ...(against !== undefined && !bracket && { against }),
      ...(reference && { reference }),
    }),
    ...bandsOf(drawn),
  ];
}

function searchesOf({ known, fits, reference, command }: Drawn, against: string | undefined): NamedFigure[] {
  const { bracket: rule, success } = known.plan;
  if (!rule || against === undefined) return [];
  const groups = searchGroups(known, rule, against);
  const hasEnds = groups.some(({ observations }) =>
    observations.some(({ low, high }) => low > 0 || high < Infinity),
  );
  if (!hasEnds) return [];
  const { setting, probability } = rule;
  const options = { setting, probability, against, success, fits, command, ...(reference && { reference }) };
  return [{ name: 'searches', figure: searchFigure(groups, options) }];
}

/** Cells whose runs are shown as bands. */
const BANDS = 4;

const METRIC = 'testError';

/** Test error along the runs of some cells, from the first to the last. */
function bandsOf({ folder, known, results, command }: Drawn): NamedFigure[] {
  if (!known.plan.series) return [];
  const { cells, axes } = results;
  const count = Math.min(BANDS, cells.length);
  const chosen = Array.from(
    { length: count },
    (_, k) => cells[Math.round((k * (cells.length - 1)) / Math.max(1, count - 1))]!,
  );
  const ids = new Set(chosen.flatMap(({ lines }) => lines.map(({ id }) => id)));
  const series = seriesOfTrials(folder, ids, METRIC);
  const nameOf = seriesNamer(results, axes);
  const groups: RunGroup[] = chosen.map(({ at, lines }) => ({
    name: nameOf(at),
    runs: lines.flatMap(({ id }) => series.get(id) ?? []),
  }));
  const measured = groups.filter(({ runs }) => runs.length > 0);
  if (measured.length === 0) return [];
  const options = { metric: METRIC, settings: settingsLine(cells), command };
  return [{ name: 'test-error', figure: bandsFigure(measured, options) }];
}
