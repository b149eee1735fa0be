// Generated from schemas/plan.schema.json by "npm run gen". Do not edit.

/**
 * A compiled recipe: everything a run needs, pinned when it starts. Holds names of secrets, never values; paths are relative to the project folder.
 */
export interface Plan {
plan_version: 1
/**
 * Which recipe this is.
 */
recipe: {
name: string
version: string
description: string
license: string
skill: string
vertical: string
role: string
/**
 * Recipe file, relative to the project folder.
 */
file: string
/**
 * SHA-256 of the recipe's text.
 */
digest: string
/**
 * Recipe files that it uses as steps.
 */
files?: {
/**
 * Relative to the project folder.
 */
path: string
/**
 * SHA-256 of the file's text.
 */
digest: string
}[]
}
/**
 * Profile of limbeck.yaml it was bound with.
 */
profile: string
/**
 * Source of all sampling and shuffling.
 */
seed: number
params: {
[k: string]: unknown
}
/**
 * Endpoints and local students by the recipe's name for them.
 */
models: {
[k: string]: PlanModel
}
/**
 * Data sets by name.
 */
data: {
[k: string]: PlanData
}
budget: Budget
/**
 * In dependency order.
 */
steps: PlanStep[]
/**
 * What the compiler wants known but does not refuse.
 */
warnings: string[]
/**
 * Terms and licences that forbid what the recipe does, and who accepted that. Absent when there are none.
 */
accepted_terms?: {
of: ("model" | "data")
/**
 * Model or data set.
 */
name: string
/**
 * Who took it upon them.
 */
by: string
/**
 * The terms.
 */
url?: string
}[]
/**
 * Absent when the recipe has none.
 */
loops?: PlanLoop[]
}
/**
 * A model the recipe names, bound by the project file.
 * 
 * This interface was referenced by `Plan`'s JSON-Schema
 * via the `definition` "PlanModel".
 */
export interface PlanModel {
name: string
/**
 * Which provider serves it.
 */
provider: ("openai" | "transformers" | "onnx" | "onnx-embed")
/**
 * What it offers: chat, logprobs, weights, ...
 */
access: string[]
/**
 * What makes its answers its own: provider, address and model id, or the digest of its files. Hashed into response and step keys.
 */
identity: {
[k: string]: unknown
}
/**
 * OpenAI-compatible base URL.
 */
base_url?: string
/**
 * Model id at the endpoint.
 */
model?: string
api_key?: {
/**
 * Name of the environment variable that holds the key.
 */
env: string
}
limits?: {
requests_per_minute?: number
tokens_per_minute?: number
/**
 * Requests in flight at most.
 */
concurrency?: number
/**
 * One request, whole.
 */
timeout_seconds?: number
/**
 * Tries after the first for transient trouble.
 */
retries?: number
/**
 * Requests in one batch at most.
 */
batch_requests?: number
/**
 * Time between two looks at a batch.
 */
batch_poll_seconds?: number
/**
 * What the limits are counted for; model where absent.
 */
scope?: ("model" | "account")
}
price?: {
input_usd_per_million: number
cached_input_usd_per_million?: number
output_usd_per_million: number
batch_discount?: number
}
terms?: {
training_on_output: ("allowed" | "forbidden" | "unknown")
url?: string
}
/**
 * The endpoint takes response_format json_schema.
 */
structured_output?: boolean
/**
 * The endpoint has OpenAI's batch service.
 */
batch?: boolean
/**
 * How reports call it, e.g. 'rule-based'.
 */
label?: string
/**
 * Local model: its folder, relative to the project folder.
 */
path?: string
/**
 * How an encoder's vectors are made.
 */
encoder?: {
pooling: ("mean" | "cls")
normalize: boolean
max_tokens?: number
}
/**
 * Local student: 'weights' when the folder has them, 'random' when it has a config alone.
 */
initial?: ("weights" | "random")
/**
 * Local student without a tokenizer: train a byte-level BPE on these files.
 */
tokenizer?: {
vocab_size: number
/**
 * Items: File, relative to the project folder.
 */
train_on: string[]
}
/**
 * Task queue suffix its work goes to.
 */
queue: string
}
/**
 * This interface was referenced by `Plan`'s JSON-Schema
 * via the `definition` "PlanData".
 */
export interface PlanData {
name: string
/**
 * Relative to the project folder; of several files what the recipe calls them by.
 */
file: string
/**
 * The files in the order they are read, where there are several or they come from the hub. Default: `file` alone.
 */
files?: {
/**
 * Relative to the project folder.
 */
file: string
gzip: boolean
/**
 * SHA-256 of the file's bytes.
 */
digest: string
}[]
/**
 * Where the files were downloaded from.
 */
hub?: {
repo: string
/**
 * Commit hash.
 */
revision: string
}
format: ("jsonl" | "json" | "csv" | "tsv" | "parquet" | "text")
gzip: boolean
/**
 * Path of keys down to the rows.
 */
rows_at?: string
/**
 * What is one row of a text.
 */
split?: ("lines" | "paragraphs")
/**
 * Record kind.
 */
kind: string
license?: string
/**
 * Held out: feeds only evaluate steps and `against` ports.
 */
evaluation: boolean
/**
 * Record field -> column of the file, or path in its row.
 */
fields?: {
[k: string]: string
}
/**
 * SHA-256 of the file's bytes; of several files, of their digests.
 */
digest: string
/**
 * Columns of every row, after mapping.
 */
columns: string[]
/**
 * Rows counted when compiling.
 */
rows: number
}
/**
 * Limits; the call that would pass one is not made.
 * 
 * This interface was referenced by `Plan`'s JSON-Schema
 * via the `definition` "Budget".
 */
export interface Budget {
/**
 * Teacher calls.
 */
calls?: number
/**
 * Prompt and completion tokens together.
 */
tokens?: number
/**
 * US dollars.
 */
usd?: number
/**
 * Hours of GPU time.
 */
gpu_hours?: number
}
/**
 * This interface was referenced by `Plan`'s JSON-Schema
 * via the `definition` "PlanStep".
 */
export interface PlanStep {
id: string
/**
 * stage/method.
 */
use: string
stage: ("elicit" | "refine" | "distill" | "evaluate")
method: string
method_version: number
shape: ("map" | "grow" | "reduce" | "train" | "measure")
inputs: PlanInput[]
models: PlanModelRef[]
/**
 * Steps that must be done first: inputs, models made by steps, and order-only edges.
 */
needs: string[]
/**
 * Parameters with references, files, templates and schemas resolved.
 */
with: {
[k: string]: unknown
}
/**
 * Record kind, 'model' or 'metrics'.
 */
produces: string
/**
 * Names of its outputs; ['rows'] when it has one unnamed output.
 */
outputs: string[]
/**
 * Columns of its rows.
 */
columns: string[]
/**
 * CEL; false skips the step.
 */
when?: string
/**
 * CEL over `metrics`; false stops the run.
 */
gate?: string
budget?: Budget
failures: {
max_share: number
}
parts: PlanPart[]
activity: PlanActivity
/**
 * Everything of the step key but the input and step-made model digests.
 */
identity: {
[k: string]: unknown
}
estimate: {
rows: {
low: number
high: number
}
calls: {
low: number
high: number
}
prompt_tokens: {
low: number
high: number
}
completion_tokens: {
low: number
high: number
}
/**
 * Absent when a price is unknown.
 */
usd?: {
low: number
high: number
}
}
/**
 * Set for steps of a loop: every round's steps are in the plan, the cap's number of times.
 */
loop?: {
/**
 * Id of the loop in `loops`.
 */
id: string
/**
 * 1-based.
 */
round: number
/**
 * Id of the step inside the loop, the same in every round.
 */
step: string
}
/**
 * The step's rows wait for a person before anything reads them.
 */
review?: {
/**
 * Rows shown to the reviewer.
 */
rows: number
}
/**
 * Its endpoints are asked through their batch service. Absent: call by call.
 */
mode?: "batch"
measures?: PlanMeasures
}
/**
 * This interface was referenced by `Plan`'s JSON-Schema
 * via the `definition` "PlanInput".
 */
export interface PlanInput {
port: string
source: ("data" | "step")
/**
 * Data set or step.
 */
name: string
/**
 * Named output of the step.
 */
output?: string
}
/**
 * This interface was referenced by `Plan`'s JSON-Schema
 * via the `definition` "PlanModelRef".
 */
export interface PlanModelRef {
/**
 * Parameter that names it.
 */
role: string
source: ("model" | "step")
/**
 * What the recipe calls it where it is asked: metrics and parts are named after it. A name in `models`, or the distill step that makes it, unless `of` says otherwise.
 */
name: string
/**
 * What `name` stands for, where it is not the same: a name in `models` (source model) or the step that makes it (source step; `loop.step` for the kept round of a loop).
 */
of?: string
}
/**
 * This interface was referenced by `Plan`'s JSON-Schema
 * via the `definition` "PlanPart".
 */
export interface PlanPart {
/**
 * 'rows', or the model a measure step asks.
 */
name: string
/**
 * Task queue suffix.
 */
queue: string
/**
 * Rows per chunk activity.
 */
chunk_rows: number
/**
 * Chunk activities open at once.
 */
window: number
}
/**
 * Timeouts and retry of this step's activities, as data.
 * 
 * This interface was referenced by `Plan`'s JSON-Schema
 * via the `definition` "PlanActivity".
 */
export interface PlanActivity {
start_to_close_ms: number
heartbeat_ms: number
retry: {
initial_ms: number
backoff: number
max_ms: number
attempts: number
}
}
/**
 * Where models are measured: which, in what, and how their rows are shown. Absent for other steps and in plans of 0.1.0.
 */
export interface PlanMeasures {
/**
 * Role of the models under measure, each a part; models of other roles help in every part.
 */
subjects: string
/**
 * By name; absent when the method does not say.
 */
metrics?: {
[k: string]: PlanMetric
}
/**
 * Columns of a measured row.
 */
record: {
prediction: string
verdict: string
/**
 * Absent where nothing is held against it.
 */
gold?: string
}
}
/**
 * This interface was referenced by `Plan`'s JSON-Schema
 * via the `definition` "PlanMetric".
 */
export interface PlanMetric {
/**
 * It comes with low and high.
 */
interval: boolean
better: ("higher" | "lower")
/**
 * share, or a word behind the number.
 */
unit?: string
/**
 * Least and most it can be; null for an open end.
 * 
 * @minItems 2
 * @maxItems 2
 */
range?: [(number | null), (number | null)]
}
/**
 * A loop: rounds one after another, each a child workflow.
 * 
 * This interface was referenced by `Plan`'s JSON-Schema
 * via the `definition` "PlanLoop".
 */
export interface PlanLoop {
/**
 * Its steps are read as `id.step` by what comes after: those of the round that is kept.
 */
id: string
/**
 * Rounds at most.
 */
times: number
/**
 * Ids of the steps of a round, in dependency order; in the plan's steps they are called `id[round]/step`.
 */
steps: string[]
/**
 * CEL over `metrics` and `previous`, both by step of the round; true ends the loop after the round.
 */
until?: string
/**
 * CEL over `metrics`, a number; the round where it is largest is kept. Absent: the last.
 */
keep?: string
/**
 * Steps and loops that must be done first.
 */
needs: string[]
/**
 * Data sets that its rounds read.
 */
data: string[]
/**
 * CEL; false skips every round.
 */
when?: string
}
/**
 * This interface was referenced by `Plan`'s JSON-Schema
 * via the `definition` "PlanMeasures".
 */
export interface PlanMeasures1 {
/**
 * Role of the models under measure, each a part; models of other roles help in every part.
 */
subjects: string
/**
 * By name; absent when the method does not say.
 */
metrics?: {
[k: string]: PlanMetric
}
/**
 * Columns of a measured row.
 */
record: {
prediction: string
verdict: string
/**
 * Absent where nothing is held against it.
 */
gold?: string
}
}
