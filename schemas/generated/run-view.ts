// Generated from schemas/run-view.schema.json by "npm run gen". Do not edit.

/**
 * A run as people see it, folded from its events: what a page is given, and folds further events into.
 */
export interface RunViewJson {
run: string
recipe: string
attempt: number
/**
 * ISO 8601, UTC; so are all times that are strings.
 */
startedAt?: string
finishedAt?: string
/**
 * Absent while it runs.
 */
outcome?: ("done" | "failed" | "gate-not-met" | "budget" | "cancelled" | "paused")
error?: EventError
/**
 * It was asked to pause and has not ended yet.
 */
pausing?: boolean
/**
 * In the plan's order.
 */
steps: StepViewJson[]
/**
 * Newest end of a round, by loop.
 */
loops: {
[k: string]: RoundFinished
}
/**
 * Those that joined and did not say that they leave.
 */
workers: string[]
notes: Note[]
}
export interface EventError {
code: string
message: string
hint?: string
}
/**
 * One step of the run.
 * 
 * This interface was referenced by `RunViewJson`'s JSON-Schema
 * via the `definition` "StepViewJson".
 */
export interface StepViewJson {
id: string
state: ("waiting" | "running" | "done" | "reused" | "skipped" | "failed")
/**
 * Step key, once it is known.
 */
key?: string
/**
 * Rows to do, when known.
 */
rows?: number
done: number
failed: number
rejected: number
spend: Spend
paid?: Spend1
training?: TrainingProgress
/**
 * [step, loss], in order.
 */
losses: [number, number][]
/**
 * Why it waits, as long as it does.
 */
waiting?: string
/**
 * When that wait is over, milliseconds since 1970; absent when nobody knows.
 */
waitingUntil?: number
/**
 * Attempts after the first, of all its pieces of work.
 */
retries: number
/**
 * Newest attempt by piece of work.
 */
attempts: {
[k: string]: number
}
trouble?: EventError1
/**
 * Who may write the training's checkpoints, and how far they come.
 */
trainer?: {
/**
 * Fencing token: one higher with each attempt.
 */
token: number
/**
 * Training step it went on from.
 */
resumedAt?: number
checkpointAt?: number
}
error?: EventError
gate?: {
expression: string
met: boolean
}
skippedBecause?: string
/**
 * Rows that wait for a person, or what a person made of them.
 */
review?: (ReviewWaiting | ReviewFinished)
startedAt?: string
finishedAt?: string
finished?: StepFinished
made?: StepFinished1
/**
 * Newest progress by part and chunk.
 */
chunks: {
[k: string]: StepProgress
}
}
export interface Spend {
calls: number
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
/**
 * What the step has cost the run over all attempts, as last told.
 */
export interface Spend1 {
calls: number
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
/**
 * The trainer's phase and progress, about once a second.
 */
export interface TrainingProgress {
/**
 * ISO 8601, UTC.
 */
at: string
type: "training-progress"
step: string
/**
 * starting, loading, training, saving, sampling, done.
 */
phase: string
/**
 * Fencing token of the attempt that trains; a later attempt has a larger one.
 */
token?: number
at_step?: number
total_steps?: number
loss?: number
learning_rate?: number
tokens_per_second?: number
memory_mb?: number
}
/**
 * Why the newest attempt that failed did.
 */
export interface EventError1 {
code: string
message: string
hint?: string
}
/**
 * Rows of a step wait for a person.
 */
export interface ReviewWaiting {
/**
 * ISO 8601, UTC.
 */
at: string
type: "review-waiting"
step: string
/**
 * Key of the review: of the step's outputs and how many rows are shown.
 */
review: string
/**
 * Rows shown.
 */
rows: number
/**
 * Where they are, in the run's folder.
 */
file: string
}
/**
 * A person has approved them.
 */
export interface ReviewFinished {
/**
 * ISO 8601, UTC.
 */
at: string
type: "review-finished"
step: string
/**
 * Who approved it, now or when the same rows were reviewed before.
 */
by: string
/**
 * Rows shown.
 */
rows: number
edited: number
removed: number
}
/**
 * A step is complete: made now, or found complete.
 */
export interface StepFinished {
/**
 * ISO 8601, UTC.
 */
at: string
type: "step-finished"
step: string
key: string
/**
 * A complete artifact was there.
 */
reused: boolean
counts: Counts
spend: Spend
outputs: {
[k: string]: string
}
metrics?: {
[k: string]: unknown
}
duration_ms: number
}
export interface Counts {
in: number
out: number
rejected: number
/**
 * Drafts put aside, where they are not as many as the rows of which nothing was left.
 */
rejected_drafts?: number
failed: number
reasons: {
[k: string]: number
}
}
/**
 * A step is complete: made now, or found complete.
 */
export interface StepFinished1 {
/**
 * ISO 8601, UTC.
 */
at: string
type: "step-finished"
step: string
key: string
/**
 * A complete artifact was there.
 */
reused: boolean
counts: Counts
spend: Spend
outputs: {
[k: string]: string
}
metrics?: {
[k: string]: unknown
}
duration_ms: number
}
/**
 * How far one chunk or round is, about once a second while it changes and once at its end.
 */
export interface StepProgress {
/**
 * ISO 8601, UTC.
 */
at: string
type: "step-progress"
step: string
part: string
/**
 * Chunk or round.
 */
chunk: number
/**
 * Rows done in this chunk so far.
 */
done: number
failed: number
rejected: number
spend: Spend
paid?: Spend2
/**
 * Set in the last word of a chunk or round: its rows are stored.
 */
ended?: boolean
}
/**
 * What the whole step has cost the run until now, over all attempts and processes, as the ledger has it.
 */
export interface Spend2 {
calls: number
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
/**
 * A round of a loop has ended.
 */
export interface RoundFinished {
/**
 * ISO 8601, UTC.
 */
at: string
type: "round-finished"
loop: string
/**
 * 1-based.
 */
round: number
/**
 * No further round runs.
 */
stop: boolean
/**
 * The best round so far; after the last, the one that later steps read.
 */
kept: number
/**
 * What `keep` gave for the kept round; absent without `keep`.
 */
value?: number
}
/**
 * Something a person should know that changes nothing.
 */
export interface Note {
/**
 * ISO 8601, UTC.
 */
at: string
type: "note"
level: ("info" | "warning")
message: string
step?: string
}
