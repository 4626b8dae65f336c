/** Labels stacked together: their indices from the lowest to the highest, and where the lowest stands. */
interface Stack {
  readonly members: readonly number[];
  readonly bottom: number;
}

/**
 * Moves labels apart until neighbors are `gap` from each other, in the order they were in; labels that
 * would overlap are stacked around their mean, within 0 … `room` as far as they fit.
 *
 * @param positions from 0 to `room`, in any order
 * @returns new positions, entry by entry
 */
export function spread(positions: readonly number[], gap: number, room: number): number[] {
  const stacks: Stack[] = [];
  for (const label of positions.map((_, i) => i).sort((i, j) => positions[i]! - positions[j]!)) {
    let stack = stackOf([label], positions, gap, room);
    for (let below = stacks.at(-1); below && top(below, gap) + gap > stack.bottom; below = stacks.at(-1)) {
      stacks.pop();
      stack = stackOf([...below.members, ...stack.members], positions, gap, room);
    }
    stacks.push(stack);
  }
  const out = [...positions];
  for (const { members, bottom } of stacks) for (const [k, i] of members.entries()) out[i] = bottom + k * gap;
  return out;
}

function stackOf(members: readonly number[], positions: readonly number[], gap: number, room: number): Stack {
  const mean = members.reduce((sum, i) => sum + positions[i]!, 0) / members.length;
  const height = (members.length - 1) * gap;
  return { members, bottom: Math.max(0, Math.min(mean - height / 2, room - height)) };
}

const top = ({ members, bottom }: Stack, gap: number) => bottom + (members.length - 1) * gap;
