// Generated from schemas/trainer-event.schema.json by "npm run gen". Do not edit.

/**
 * One JSON line on the trainer's standard output.
 */
export type TrainerEvent = (Phase | Progress | Checkpoint | Resumed | Question | Alive | Done | Failed)

export interface Phase {
event: "phase"
phase: ("starting" | "loading" | "training" | "scoring" | "sampling" | "exporting" | "checking" | "comparing" | "saving")
/**
 * The GPU the job holds, by its kind; absent on the processor, and before it is taken.
 */
device?: string
}
export interface Progress {
event: "progress"
/**
 * Optimizer steps, rows sampled or scored, or prompts compared.
 */
step: number
total: number
loss?: number
learning_rate?: number
tokens_per_second?: number
/**
 * Peak resident memory, or peak GPU memory.
 */
memory_mb?: number
epoch?: number
/**
 * What the objective measured of this step, by name.
 */
metrics?: {
[k: string]: number
}
}
export interface Checkpoint {
event: "checkpoint"
step: number
path: string
}
export interface Resumed {
event: "resumed"
/**
 * Optimizer step or row it goes on from.
 */
step: number
/**
 * Items: Checkpoint passed over, with the reason.
 */
skipped: string[]
}
/**
 * Replies to be scored by the worker, which answers with one line on standard input (trainer-answer.schema.json). The trainer asks one question at a time and waits.
 */
export interface Question {
event: "question"
/**
 * The same whenever the same question is asked again.
 */
number: number
/**
 * @minItems 1
 */
items: [{
[k: string]: unknown
}, ...({
[k: string]: unknown
})[]]
}
export interface Alive {
event: "alive"
phase: string
/**
 * As in `phase`.
 */
device?: string
}
export interface Done {
event: "done"
/**
 * train: {steps, epochs, rows, tokens, final_loss, losses:[[step,loss]...], seconds, device, threads, parameters, trainable_parameters, versions, onnx: {difference, bytes}, {left_out: why it cannot be} or {not_tried: why}}; sample: {rows, tokens, seconds}; export: {form, parameters, seconds, versions, onnx?: {difference, bytes}, int8?: {bytes, full_bytes, compared?: {prompts, equal_completions, equal_tokens, mean_logit_difference}}}.
 */
facts: {
[k: string]: unknown
}
}
export interface Failed {
event: "failed"
/**
 * kebab-case
 */
code: string
message: string
hint: string
retryable: boolean
}
