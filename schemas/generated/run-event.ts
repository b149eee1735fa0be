// Generated from schemas/run-event.schema.json by "npm run gen". Do not edit.

/**
 * One line of a run's events.jsonl. Events are written at least once; readers fold them by step, part and chunk, so a repeat changes nothing.
 */
export type RunEvent = (RunStarted | RunFinished | StepStarted | StepProgress | StepFinished | StepSkipped | StepFailed | TrainingProgress | Waiting | Gate | PauseAsked | RoundFinished | ReviewWaiting | ReviewFinished | Note)

export interface RunStarted {
/**
 * ISO 8601, UTC.
 */
at: string
type: "run-started"
run: string
recipe: string
/**
 * 1 for the first start, +1 for each resume.
 */
attempt: number
steps: string[]
}
export interface RunFinished {
/**
 * ISO 8601, UTC.
 */
at: string
type: "run-finished"
outcome: ("done" | "failed" | "gate-not-met" | "budget" | "cancelled" | "paused")
error?: EventError
}
export interface EventError {
code: string
message: string
hint?: string
}
export interface StepStarted {
/**
 * ISO 8601, UTC.
 */
at: string
type: "step-started"
step: string
key: string
/**
 * Rows to do, all parts together; absent for train.
 */
rows?: number
}
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
paid?: Spend1
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
 * What the whole step has cost the run until now, over all attempts and processes, as the ledger has it.
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
failed: number
reasons: {
[k: string]: number
}
}
export interface StepSkipped {
/**
 * ISO 8601, UTC.
 */
at: string
type: "step-skipped"
step: string
because: string
}
export interface StepFailed {
/**
 * ISO 8601, UTC.
 */
at: string
type: "step-failed"
step: string
error: EventError
}
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
export interface Waiting {
/**
 * ISO 8601, UTC.
 */
at: string
type: "waiting"
step: string
/**
 * e.g. '429 from teacher'
 */
because: string
ms?: number
}
export interface Gate {
/**
 * ISO 8601, UTC.
 */
at: string
type: "gate"
step: string
expression: string
met: boolean
}
/**
 * The run is to stop where it stands, keeping everything.
 */
export interface PauseAsked {
/**
 * ISO 8601, UTC.
 */
at: string
type: "pause-asked"
}
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
