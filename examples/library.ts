import { createWasmEngine, resolveTrial, seedsFrom, startTrial, twoPhases } from 'twolayer';

const settings = resolveTrial(twoPhases, { inputDim: 64, width: 64 });
const trial = startTrial(twoPhases, settings, seedsFrom(0), createWasmEngine());
for (let seen = trial.next(); seen; seen = trial.next()) console.log(seen.time, seen.values.clusterMargins);
