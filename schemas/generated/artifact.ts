// Generated from schemas/artifact.schema.json by "npm run gen". Do not edit.

/**
 * Manifests of the artifact store. A data set's digest is the SHA-256 of its canonical JSON lines, each ended by a newline: how it is cut into shards does not matter.
 */
export type Artifact = (DataSetManifest | ModelManifest | StepRecord)

export interface DataSetManifest {
type: "data-set"
digest: string
kind: string
rows: number
shards: {
file: string
rows: number
/**
 * Of the shard's uncompressed bytes.
 */
digest: string
/**
 * Compressed.
 */
bytes: number
}[]
/**
 * Bulk values of the rows, for kinds that have some. Rows name their block by digest, so the digest of the rows covers the values too.
 */
side?: {
/**
 * How many there are: one for each digest that rows name.
 */
blocks: number
/**
 * Of `side.bin`: the blocks one after the other, as rows first name them.
 */
bytes: number
/**
 * SHA-256 of `side.idx`: for each block its SHA-256 (32 bytes), its offset (uint64) and its size (uint32), little-endian.
 */
digest: string
}
}
export interface ModelManifest {
type: "model"
/**
 * SHA-256 of the canonical JSON of `files`.
 */
digest: string
files: {
path: string
bytes: number
digest: string
}[]
/**
 * Digest or name of what it was trained from.
 */
base?: string
objective?: string
}
/**
 * Proof that a step is complete; what reuse looks for.
 */
export interface StepRecord {
/**
 * Step key.
 */
key: string
/**
 * Set when failed rows were tried again: how often. Records of fewer times stay beside it.
 */
retried?: {
/**
 * The step key without that.
 */
of: string
times: number
}
use: string
complete: true
/**
 * Digest by output name.
 */
outputs: {
[k: string]: string
}
/**
 * Data set of rows put aside, with `rejected_because`.
 */
rejected?: string
/**
 * Data set of rows that failed, with `failed_because` and `error`.
 */
failures?: string
/**
 * Data set of the answers used, one a row: response key as id, messages and sampling, the model, and the `rows` it is about (those made from it where the method says which, else the input row). Absent when nothing was asked.
 */
calls?: string
counts: StepCounts
spend: StepSpend
/**
 * By model, by metric.
 */
metrics?: {
[k: string]: {
[k: string]: {
value: number
low?: number
high?: number
n: number
}
}
}
/**
 * What reports show beside the metrics. Absent where the method has none.
 */
tables?: {
by_model: {
[k: string]: ResultTable[]
}
across: ResultTable[]
}
/**
 * Facts of a training run: steps, tokens, final loss, seconds, device, versions.
 */
training?: {
[k: string]: unknown
}
review?: StepReview
/**
 * Wall time of the run that made it.
 */
duration_ms: number
warnings?: string[]
}
/**
 * Nothing is dropped in silence: in = kept + rejected + failed for filters.
 */
export interface StepCounts {
in: number
out: number
rejected: number
/**
 * Drafts put aside, where they are not as many as the rows of which nothing was left.
 */
rejected_drafts?: number
failed: number
/**
 * Drafts put aside by reason, failed rows by error code.
 */
reasons: {
[k: string]: number
}
}
export interface StepSpend {
/**
 * Answers paid for.
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
 * Calls whose price is unknown; absent when there are none.
 */
unpriced?: number
}
export interface ResultTable {
title: string
columns: string[]
rows: (string | number)[][]
/**
 * What to know when reading it.
 */
note?: string
}
/**
 * What a person made of rows that were shown to them.
 */
export interface StepReview {
/**
 * Who approved it.
 */
by: string
/**
 * Rows shown.
 */
rows: number
edited: number
/**
 * Counted as rejected, by the reason `reviewer`.
 */
removed: number
}
