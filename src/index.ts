export { activations } from './activations/index.ts';
export type { Corruption } from './corruptions/corruption.ts';
export { corruptions } from './corruptions/index.ts';
export * from './engines/engine.ts';
export { type EngineKind, engines } from './engines/index.ts';
export { createPlainEngine } from './engines/plain.ts';
export { createWasmEngine } from './engines/wasm.ts';
export * from './experiments/certify-target.ts';
export * from './experiments/check.ts';
export type * from './experiments/claim.ts';
export { learningControls } from './experiments/claim.ts';
export { claims } from './experiments/claims.ts';
export { repeatCommand } from './experiments/command.ts';
export type * from './experiments/experiment.ts';
export { extend } from './experiments/extend.ts';
export { experiments } from './experiments/index.ts';
export { createLab, type Forced } from './experiments/lab.ts';
export * from './experiments/live-chart-figure.ts';
export { digits, range } from './experiments/numbers.ts';
export type { Preset } from './experiments/preset.ts';
export { presets } from './experiments/presets.ts';
export { readTrialRecord } from './experiments/read-record.ts';
export { type RecordedCheck, readRecordedCheck, readVerdict } from './experiments/recorded-check.ts';
export { parseRule } from './experiments/rule.ts';
export { studies } from './experiments/studies.ts';
export * from './experiments/study.ts';
export { formOf } from './experiments/study-form.ts';
export * from './experiments/study-table.ts';
export * from './experiments/task.ts';
export {
  type Checkpoint,
  resolveTrial,
  startTrial,
  type Trial,
  type TrialSettings,
} from './experiments/trial.ts';
export * from './experiments/verdict.ts';
export { placeOf } from './experiments/verdict-track.ts';
export { findingsFigure } from './experiments/verdicts-figure.ts';
export { applyFix, type Diagnosis, diagnose } from './experiments/xor/diagnosis.ts';
export { otherTargets } from './experiments/xor/other-targets.ts';
export { twoPhases } from './experiments/xor/two-phases.ts';
export { roundTicks } from './figures/axis.ts';
export { type Palette, palettes, type Theme } from './figures/palette.ts';
export { type Specification, toSvg } from './figures/render.ts';
export { spread } from './figures/spread.ts';
export * from './fits/bootstrap.ts';
export type { LawFit } from './fits/censored.ts';
export * from './fits/compare.ts';
export * from './fits/exponent.ts';
export { bentLine, freePower, type Law, laws, powerBesideLog } from './fits/laws.ts';
export * from './fits/luck.ts';
export type { Observation } from './fits/observation.ts';
export * from './fits/power.ts';
export { isRefusal, type Refusal } from './fits/sample.ts';
export { inputs } from './inputs/index.ts';
export type { Inputs } from './inputs/inputs.ts';
export { ledgers } from './ledgers/index.ts';
export type * from './ledgers/inequality.ts';
export * from './ledgers/ledger.ts';
export * from './live/address.ts';
export * from './live/check-settings.ts';
export * from './live/controls.ts';
export * from './live/neuron-places.ts';
export * from './live/neurons-figure.ts';
export * from './live/session.ts';
export { losses } from './losses/index.ts';
export { metrics } from './metrics/index.ts';
export * from './metrics/plane.ts';
export type { Metric, NetworkView, View } from './metrics/view.ts';
export { initializations } from './network/index.ts';
export type { Initialization } from './network/initialization.ts';
export { weightsHash } from './network/weights-hash.ts';
export * from './numerics/inference.ts';
export * from './numerics/streams.ts';
export { optimizers } from './optimizers/index.ts';
export type { Optimizer } from './optimizers/optimizer.ts';
export { canonicalJson, trialId } from './settings/canonical.ts';
export { type Change, settingsAfter } from './settings/changes.ts';
export { jsonOf } from './settings/json.ts';
export * from './settings/kind.ts';
export { Misuse } from './settings/misuse.ts';
export { allFields, jsonField, type Label, resolveSettings, type Schema } from './settings/resolve.ts';
export * from './settings/text.ts';
export { type CellCounts, countCells } from './sweeps/cell-counts.ts';
export { countTrials, missingTrials, resultsOf } from './sweeps/counts.ts';
export { type FittedGroup, fitResults, fitSweep, type GroupFit } from './sweeps/fit.ts';
export type * from './sweeps/known.ts';
export type * from './sweeps/line.ts';
export { deterministicPart } from './sweeps/line.ts';
export { drawSweep, type OpenedSweep, openSweep } from './sweeps/opened/open-sweep.ts';
export type { OpenedTrials } from './sweeps/opened/opened.ts';
export { readCsv } from './sweeps/opened/read-csv.ts';
export { readLines } from './sweeps/opened/read-lines.ts';
export { planOfSweepJson } from './sweeps/opened/read-plan.ts';
export { readReport } from './sweeps/opened/read-report.ts';
export { readTrialTable } from './sweeps/opened/read-table.ts';
export { together } from './sweeps/opened/results.ts';
export * from './sweeps/order.ts';
export * from './sweeps/perform.ts';
export {
  type Plan as SweepPlan,
  type PlannedCell,
  type PlannedTrial,
  type PlanOutline,
  planIds,
  planOf,
  trialAt,
} from './sweeps/plan/plan.ts';
export * from './sweeps/plan/sweep.ts';
export * from './sweeps/pool.ts';
export * from './sweeps/reading.ts';
export { boundsText } from './sweeps/report/bounds-text.ts';
export { csvLines } from './sweeps/report/csv.ts';
export { type Entry, entryOf, type Table } from './sweeps/report/table.ts';
export { trialTable } from './sweeps/report/trial-table.ts';
export { trialsCsv } from './sweeps/report/trials-csv.ts';
export type * from './sweeps/results.ts';
export * from './sweeps/run-trials.ts';
export { targets } from './targets/index.ts';
export type { Target } from './targets/target.ts';
export * from './theory/certificate-words.ts';
export * from './theory/xor.ts';
export * from './training/evaluate.ts';
export * from './training/run.ts';
export * from './training/setup.ts';
export { gradientAt, trainStep } from './training/step.ts';
export { twins } from './twins/index.ts';
export type * from './twins/twin.ts';
