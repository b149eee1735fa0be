// Generated from schemas/run-event.schema.json by "npm run gen". Do not edit.

/**
 * One line of a run's events.jsonl. Events are written at least once; readers fold them by step, part and chunk, so a repeat changes nothing.
 */
export type RunEvent = (RunStarted | RunFinished | StepStarted | StepProgress | StepFinished | StepSkipped | StepFailed | TrainingProgress | Waiting | Gate | PauseAsked | RoundFinished | ReviewWaiting | ReviewFinished | AttemptFailed | AttemptStarted | WorkerJoined | WorkerLeft | WaitEnded | ModelAsked | TrainerStarted | TrainerResumed | CheckpointWritten | EngineRestarted | CancelAsked | BudgetRaised | CircuitOpened | CircuitClosed | Note)

/**
 * An attempt at the run begins: its start, or a resume.
 */
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
/**
 * 2 since workers, attempts, waits' ends, trainers and checkpoints are told; absent in logs from before. A reader leaves out types it does not know.
 */
format?: number
}
/**
 * The attempt has ended, and how.
 */
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
/**
 * A step has what it needs and begins.
 */
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
paid?: Spend1
/**
 * Set in the last word of a chunk or round: its rows are stored.
 */
ended?: boolean
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
 * A step does not run: its `when` is false, or what it needs was skipped.
 */
export interface StepSkipped {
/**
 * ISO 8601, UTC.
 */
at: string
type: "step-skipped"
step: string
because: string
}
/**
 * The step that ends the run, with why. At a budget's end the code is `budget-reached`.
 */
export interface StepFailed {
/**
 * ISO 8601, UTC.
 */
at: string
type: "step-failed"
step: string
error: EventError
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
 * The step's work waits: for an endpoint, a batch, a limit. Told at most every few seconds.
 */
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
/**
 * The gate of a step was looked at.
 */
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
 * An attempt at a piece of work ended with an error. A worker that was killed says none: then only the next attempt-started is there.
 */
export interface AttemptFailed {
/**
 * ISO 8601, UTC.
 */
at: string
type: "attempt-failed"
/**
 * Absent for what is no step's: opening, importing data, closing.
 */
step?: string
/**
 * What was attempted: runChunk, growRound, runTraining, sealStep, ...
 */
activity: string
part?: string
/**
 * First row of the chunk.
 */
from?: number
/**
 * The row after its last.
 */
to?: number
/**
 * 0-based, of a grow step.
 */
round?: number
/**
 * 1-based.
 */
attempt: number
/**
 * Process and host, as Temporal names it: pid@host.
 */
worker: string
error: EventError
/**
 * Whether another attempt follows.
 */
retried: boolean
}
/**
 * A piece of work is attempted again, after a failure or because its worker was lost. First attempts are not told.
 */
export interface AttemptStarted {
/**
 * ISO 8601, UTC.
 */
at: string
type: "attempt-started"
/**
 * Absent for what is no step's: opening, importing data, closing.
 */
step?: string
/**
 * What was attempted: runChunk, growRound, runTraining, sealStep, ...
 */
activity: string
part?: string
/**
 * First row of the chunk.
 */
from?: number
/**
 * The row after its last.
 */
to?: number
/**
 * 0-based, of a grow step.
 */
round?: number
/**
 * 1-based.
 */
attempt: number
/**
 * Process and host, as Temporal names it: pid@host.
 */
worker: string
}
/**
 * A worker process has taken up work of this run for the first time.
 */
export interface WorkerJoined {
/**
 * ISO 8601, UTC.
 */
at: string
type: "worker-joined"
/**
 * Process and host, as Temporal names it: pid@host.
 */
worker: string
/**
 * Queues it serves, without the project's prefix.
 */
queues: string[]
}
/**
 * A worker that had joined was asked to stop and has ended. One that is killed says nothing.
 */
export interface WorkerLeft {
/**
 * ISO 8601, UTC.
 */
at: string
type: "worker-left"
/**
 * Process and host, as Temporal names it: pid@host.
 */
worker: string
}
/**
 * The endpoint answers again after a waiting event.
 */
export interface WaitEnded {
/**
 * ISO 8601, UTC.
 */
at: string
type: "wait-ended"
step: string
/**
 * As the waiting event said.
 */
because: string
/**
 * Since that event.
 */
ms: number
}
/**
 * The first answer that a worker bought of a model for a step: from here on it is paid for.
 */
export interface ModelAsked {
/**
 * ISO 8601, UTC.
 */
at: string
type: "model-asked"
step: string
/**
 * As the recipe names it.
 */
model: string
}
/**
 * A trainer process was started under a new fencing token; whoever holds a lower one can write no more.
 */
export interface TrainerStarted {
/**
 * ISO 8601, UTC.
 */
at: string
type: "trainer-started"
step: string
token: number
/**
 * Process and host, as Temporal names it: pid@host.
 */
worker: string
}
/**
 * The trainer goes on from a checkpoint.
 */
export interface TrainerResumed {
/**
 * ISO 8601, UTC.
 */
at: string
type: "trainer-resumed"
step: string
token: number
at_step: number
/**
 * Checkpoints passed over, each with the reason.
 */
skipped: string[]
}
/**
 * A checkpoint is whole and on disk.
 */
export interface CheckpointWritten {
/**
 * ISO 8601, UTC.
 */
at: string
type: "checkpoint-written"
step: string
token: number
at_step: number
}
/**
 * The embedded Temporal server died and was started again; told by the command line that follows the run.
 */
export interface EngineRestarted {
/**
 * ISO 8601, UTC.
 */
at: string
type: "engine-restarted"
because: string
}
/**
 * Somebody asked the run to end.
 */
export interface CancelAsked {
/**
 * ISO 8601, UTC.
 */
at: string
type: "cancel-asked"
}
/**
 * `limbeck resume --budget` raised limits.
 */
export interface BudgetRaised {
/**
 * ISO 8601, UTC.
 */
at: string
type: "budget-raised"
/**
 * As they were given: usd=50, read.calls=20000.
 */
limits: string[]
}
/**
 * A model's endpoint keeps failing, so a worker stops asking it for a while; pauses that follow are waiting events.
 */
export interface CircuitOpened {
/**
 * ISO 8601, UTC.
 */
at: string
type: "circuit-opened"
step: string
/**
 * As the recipe names it.
 */
model: string
because: string
/**
 * Until it is tried again.
 */
ms: number
}
/**
 * The endpoint answers again, and all its requests go on.
 */
export interface CircuitClosed {
/**
 * ISO 8601, UTC.
 */
at: string
type: "circuit-closed"
step: string
model: string
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
