import { proportionOf } from '../../../numerics/inference.ts';
import type { Finding, Result } from '../../claim.ts';

/**
 * The finding that runs reach what a claim times: below a half its times would be those of luckier runs only, and where
 * nothing is learned it is a number, 0, when the times are none. Runs count as independent, though those of one seed
 * share the first coordinates of start and samples.
 *
 * @param hasArrived whether a run reached all that the claim looks at
 * @param alpha error of this finding alone
 * @param least the least share that will do
 */
export function arrivals<Evidence>(
  results: readonly Result<unknown, Evidence>[],
  hasArrived: (evidence: Evidence) => boolean,
  alpha: number,
  least = 0.5,
): Finding {
  const arrived = results.filter(({ evidence }) => hasArrived(evidence)).length;
  return {
    quantity: 'share of runs that get there',
    ...proportionOf(arrived, results.length, alpha),
    expected: 'nearly all',
    tolerance: [least, 1],
  };
}
