// Generated from schemas/report.schema.json by "npm run gen". Do not edit.

/**
 * What a run found, cost and rests on. Written when a run ends; every word of it comes from the plan, the events and the records.
 */
export interface Report {
report_version: 1
run: ReportRun
recipe: {
name: string
version: string
description: string
license: string
skill: string
vertical: string
role: string
file: string
digest: string
/**
 * Recipe files that it uses as steps.
 */
files?: {
path: string
digest: string
}[]
}
profile: string
seed: number
params: {
[k: string]: unknown
}
budget: {
calls?: number
tokens?: number
usd?: number
gpu_hours?: number
}
/**
 * Of all evaluations, in order.
 */
findings: ReportFinding[]
evaluations: ReportEvaluation[]
steps: ReportStep[]
/**
 * Loops of which a round is done; absent when there is none.
 */
loops?: ReportLoop[]
trainings: ReportTraining[]
/**
 * In this run, and in earlier ones for the steps it reused.
 */
spend: {
here: ReportSpend
earlier?: ReportSpend
}
data: ReportData[]
models: ReportModel[]
versions: ReportVersion[]
/**
 * SHA-256 of the plan.
 */
plan_digest: string
/**
 * Warnings first.
 */
notes: ReportNote[]
commands: {
/**
 * Runs the same again.
 */
repeat: string
/**
 * Goes on with a run that is not done.
 */
resume?: string
}
}
/**
 * When it ran and how it ended.
 * 
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "ReportRun".
 */
export interface ReportRun {
name: string
outcome: ("running" | "done" | "failed" | "gate-not-met" | "budget" | "cancelled" | "paused")
/**
 * 1 and one more for each resume.
 */
attempts: number
/**
 * ISO 8601, UTC; absent when nothing has started.
 */
started_at?: string
finished_at?: string
/**
 * From each attempt's first event to its last, added up: the time between attempts is not in it.
 */
active_ms: number
error?: {
code: string
message: string
hint?: string
}
}
/**
 * A sentence made from the numbers.
 * 
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "ReportFinding".
 */
export interface ReportFinding {
text: string
/**
 * not-shown: the numbers do not carry a claim.
 */
kind: ("result" | "apart" | "not-shown")
}
/**
 * One evaluate step.
 * 
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "ReportEvaluation".
 */
export interface ReportEvaluation {
step: string
use: string
state: string
/**
 * The frozen rows.
 */
set: {
names: string[]
rows?: number
/**
 * The recipe keeps it from training (use: evaluation).
 */
held_out: boolean
license?: string
digest?: string
}
/**
 * Names; the first is the one the findings speak of: the one its gate names, else the first.
 */
metrics: string[]
models: ReportMeasured[]
comparisons: ReportComparison[]
gaps: ReportGap[]
findings: ReportFinding[]
caveats: string[]
examples: ReportExample[]
gate?: ReportGate
/**
 * What the method says of its metrics; one it says nothing of is not there.
 */
metric_traits?: {
[k: string]: ReportMetricTraits
}
/**
 * What no single number tells. Absent where there is none.
 */
tables?: ReportTable[]
}
/**
 * A model under measure.
 * 
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "ReportMeasured".
 */
export interface ReportMeasured {
/**
 * As the recipe names it.
 */
name: string
/**
 * With its label, for people.
 */
display: string
/**
 * untrained: a student as it came; control: trained on data no teacher answered; distilled: trained on what a teacher answered; reference: any other.
 */
role: ("teacher" | "untrained" | "control" | "distilled" | "reference")
/**
 * One line: what it is.
 */
detail?: string
trained_on?: ReportTrainedOn
metrics: {
[k: string]: ReportMetric
}
/**
 * Predictions made.
 */
rows?: number
/**
 * Held-out rows without a prediction; they count as wrong.
 */
failed?: number
}
/**
 * What a distill step trained on, told from the plan.
 * 
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "ReportTrainedOn".
 */
export interface ReportTrainedOn {
/**
 * The distill step.
 */
step: string
/**
 * Training rows.
 */
rows?: number
/**
 * Its inputs.
 */
sources: {
name: string
source: ("data" | "step")
rows?: number
}[]
/**
 * Model or step it started from.
 */
base?: string
/**
 * Models that answered anywhere upstream of its rows; none means the control: data alone.
 */
teachers: string[]
/**
 * Upstream steps that read the held-out set, with the rows they put aside.
 */
checks: {
step: string
rejected?: number
}[]
}
/**
 * One number with its interval.
 * 
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "ReportMetric".
 */
export interface ReportMetric {
value: number
low?: number
/**
 * 95 % interval unless the method says otherwise.
 */
high?: number
/**
 * Rows it was computed from.
 */
n: number
}
/**
 * Two models on one metric.
 * 
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "ReportComparison".
 */
export interface ReportComparison {
metric: string
a: string
b: string
/**
 * Value of a less value of b.
 */
difference: number
/**
 * Whether their intervals overlap. An interval of no width is widened by 3/n before it is compared.
 */
verdict: ("apart" | "overlap" | "no-interval")
/**
 * Of a and b the one with the better value, where intervals lie apart and the metric says which way is better.
 */
better?: string
}
/**
 * How much of the way from the untrained student to the teacher a trained one has gone. Only there when those two are apart.
 * 
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "ReportGap".
 */
export interface ReportGap {
metric: string
model: string
untrained: string
teacher: string
/**
 * 1 is the whole way; below 0 is away from the teacher.
 */
share: number
}
/**
 * One held-out row with what each model said.
 * 
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "ReportExample".
 */
export interface ReportExample {
/**
 * Id of the held-out row.
 */
row: string
/**
 * The first rows, in order, that the subject had right, wrong or undecided; where rows have scores, those with the lowest and the highest.
 */
chosen: ("correct" | "wrong" | "undecided" | "lowest" | "highest")
subject?: string
input?: ReportText
gold?: ReportText1
predictions: {
model: string
text?: ReportText
/**
 * Absent when the model gave no prediction, and where rows are neither right nor wrong.
 */
correct?: boolean
/**
 * Why the answer could not be used.
 */
failure?: string
/**
 * A word or a score in place of right and wrong.
 */
verdict?: (string | number)
}[]
}
/**
 * Text of a record, cut when long. Untrusted: escape it.
 * 
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "ReportText".
 */
export interface ReportText {
text: string
/**
 * Characters cut away.
 */
left_out: number
}
/**
 * Text of a record, cut when long. Untrusted: escape it.
 */
export interface ReportText1 {
text: string
/**
 * Characters cut away.
 */
left_out: number
}
/**
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "ReportGate".
 */
export interface ReportGate {
step: string
expression: string
/**
 * Absent when it was not reached.
 */
met?: boolean
}
/**
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "ReportMetricTraits".
 */
export interface ReportMetricTraits {
better: ("higher" | "lower")
unit?: string
/**
 * @minItems 2
 * @maxItems 2
 */
range?: [(number | null), (number | null)]
}
/**
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "ReportTable".
 */
export interface ReportTable {
/**
 * As the recipe names it; absent for a table over all models.
 */
model?: string
title: string
columns: string[]
rows: (string | number)[][]
note?: string
}
/**
 * One step of the plan.
 * 
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "ReportStep".
 */
export interface ReportStep {
id: string
use: string
stage: string
shape: string
state: ("waiting" | "running" | "done" | "reused" | "skipped" | "failed")
/**
 * Data sets and steps.
 */
inputs: string[]
models: string[]
/**
 * Step key.
 */
key?: string
/**
 * Digest by output name.
 */
outputs?: {
[k: string]: string
}
counts?: ReportCounts
spend: ReportSpend
made_spend?: ReportSpend
started_at?: string
finished_at?: string
/**
 * Wall time in this run.
 */
duration_ms?: number
/**
 * Reused: wall time of the run that made it.
 */
made_ms?: number
skipped_because?: string
/**
 * What a person made of its rows.
 */
review?: {
by: string
/**
 * Rows shown.
 */
rows: number
edited: number
removed: number
}
error?: {
code: string
message: string
hint?: string
}
warnings: string[]
}
/**
 * Rows of a step. partial: the step is not complete.
 * 
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "ReportCounts".
 */
export interface ReportCounts {
in?: number
out: number
rejected: number
/**
 * Drafts put aside, where they are not as many as the rows of which nothing was left.
 */
rejected_drafts?: number
failed: number
/**
 * Rejected rows by reason, failed rows by error code.
 */
reasons: {
[k: string]: number
}
partial: boolean
}
/**
 * What answers cost. Money that is not known is never counted as nothing.
 * 
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "ReportSpend".
 */
export interface ReportSpend {
/**
 * Answers asked for and received.
 */
calls: number
/**
 * Answers the ledger had.
 */
reused: number
prompt_tokens: number
completion_tokens: number
/**
 * Billionths of a US dollar, over the calls whose price is known; absent when no call's is.
 */
cost_nanousd?: number
/**
 * Calls whose price is unknown.
 */
unpriced: number
}
/**
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "ReportLoop".
 */
export interface ReportLoop {
id: string
/**
 * Rounds at most.
 */
times: number
/**
 * Rounds done.
 */
rounds: number
ended: boolean
/**
 * The best round so far; after the last, the one that later steps read.
 */
kept: number
/**
 * What rounds are compared by; absent when the last is kept.
 */
keep?: string
/**
 * What `keep` gave for the kept round.
 */
value?: number
}
/**
 * One training.
 * 
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "ReportTraining".
 */
export interface ReportTraining {
step: string
use: string
student: string
reused: boolean
rows?: number
/**
 * Optimizer steps.
 */
steps?: number
epochs?: number
tokens?: number
final_loss?: number
seconds?: number
parameters?: number
trainable_parameters?: number
device?: string
/**
 * As last told by the trainer.
 */
tokens_per_second?: number
/**
 * Peak.
 */
memory_mb?: number
/**
 * [optimizer step, loss], thinned out when long.
 */
losses: [number, number][]
/**
 * The trainer's libraries.
 */
versions: {
[k: string]: string
}
}
/**
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "ReportData".
 */
export interface ReportData {
name: string
file: string
kind: string
rows: number
digest: string
held_out: boolean
/**
 * Absent: not said.
 */
license?: string
}
/**
 * A model the recipe names.
 * 
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "ReportModel".
 */
export interface ReportModel {
name: string
display: string
provider: string
/**
 * Id at the endpoint.
 */
model?: string
base_url?: string
path?: string
initial?: string
/**
 * SHA-256 of its identity.
 */
identity: string
price?: {
input_usd_per_million: number
output_usd_per_million: number
}
/**
 * What its terms say; not-applicable: a local student.
 */
training_on_output: ("allowed" | "forbidden" | "unknown" | "not-applicable")
terms_url?: string
}
/**
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "ReportVersion".
 */
export interface ReportVersion {
name: string
version: string
}
/**
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "ReportNote".
 */
export interface ReportNote {
level: ("info" | "warning")
text: string
step?: string
}
