import { experiments } from './src/experiments/index.ts';
import { resolveTrial, startTrial } from './src/experiments/trial.ts';
import { seedsFrom } from './src/numerics/streams.ts';
import { createWasmEngine } from './src/engines/wasm.ts';
const giant = experiments.find((e) => e.name === 'giant/steps')!;
for (const line of process.argv.slice(2)) {
  const { seed = 0, ...given } = JSON.parse(line);
  const t = performance.now();
  try {
  const s = resolveTrial(giant, given);
  const trial = startTrial(giant, s, seedsFrom(seed), createWasmEngine());
  for (let m = trial.next(); m; m = trial.next()) {
    const v = m.values as any;
    console.log(m.step, 'ov', v.overlaps?.map((x:number)=>x.toFixed(3)).join(' '), 'align', v.alignment?.toFixed?.(3), 'spec', v.specialization?.toFixed?.(3), 'mse', v.testMse?.toFixed?.(3), Object.keys(v).length);
  }
  } catch (e) { console.log('ERR', (e as Error).message); }
  console.log(line, 'ms', Math.round(performance.now()-t));
}
