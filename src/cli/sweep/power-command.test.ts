import { Command } from 'commander';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { completePowerCommand } from './power-command.ts';

afterEach(() => void vi.restoreAllMocks());

function printed(...words: string[]): string {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const command = new Command();
  completePowerCommand(command);
  command.parse(['presets/scaling/xor-samples.yaml', '--against', 'inputDim', ...words], { from: 'user' });
  return String(write.mock.calls[0]![0]);
}

describe('twolayer power', () => {
  it('names what it assumed, in words and as JSON', () => {
    const flags = ['--sigma', '0.3', '--coefficients', '4,2'];
    expect(printed(...flags)).toMatch(
      /^Assumed: y = d\(4 \+ 2 ln d\), σ = 0\.3, \d+ seeds at each inputDim \d+,/,
    );
    vi.restoreAllMocks();
    const answer = JSON.parse(printed(...flags, '--json'));
    expect(answer).toMatchObject({ sigma: 0.3, rival: 'c·d^α', against: 'inputDim' });
    expect(answer.truth).toEqual({ law: 'd(a + b ln d)', coefficients: [4, 2], formula: 'd(4 + 2 ln d)' });
    expect(answer.xs.length).toBeGreaterThan(1);
    expect(answer.seeds).toBeGreaterThan(0);
  });
});
