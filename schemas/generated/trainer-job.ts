// Generated from schemas/trainer-job.schema.json by "npm run gen". Do not edit.

/**
 * What `python -m limbeck_trainer JOB.json` is given. All paths absolute.
 */
export type TrainerJob = (TrainJob | SampleJob | ScoreJob | ExportJob)

export interface TrainJob {
kind: "train"
objective: string
/**
 * By role, as the objective's `needs` names them: the student, and a teacher, reference or reward model where it has one.
 */
models: {
student: Student
[k: string]: Student
}
/**
 * By port, as the objective's `ports` names them.
 */
inputs: {
[k: string]: TrainInput
}
/**
 * Parameters of the objective, checked against its objective.json.
 */
params: {
[k: string]: unknown
}
seed: number
/**
 * Folder for checkpoints; survives crashes.
 */
checkpoints: string
/**
 * Folder that will hold the model; appears whole or not at all.
 */
output: string
lease: Lease
device: ("auto" | "cpu" | "cuda")
/**
 * CPU threads; 0 lets the trainer choose.
 */
threads: number
}
/**
 * Which model, and how it comes to be.
 */
export interface Student {
/**
 * Absolute folder with config.json; weights and tokenizer when it has them.
 */
path: string
/**
 * 'weights': load them. 'random': initialise from config.json with `seed`.
 */
initial: ("weights" | "random")
/**
 * Train a byte-level BPE when the folder has none.
 */
tokenizer?: {
vocab_size: number
/**
 * Items: Absolute file; JSON lines give all their string values, other files their lines.
 */
train_on: string[]
}
/**
 * Absolute folder of a LoRA adapter to put on it.
 */
adapter?: string
}
/**
 * Rows for one port.
 */
export interface TrainInput {
/**
 * Kind of the rows (sft, preference, ...): it says which columns are read, whatever others ride along.
 */
kind: string
/**
 * Items: JSON-lines file, gzip when it ends in .gz; read in order.
 */
files: string[]
/**
 * Absolute folder with the binary files that the rows name, for kinds that have some.
 */
side?: string
}
export interface Lease {
/**
 * Lease file beside the checkpoints; holds {token}.
 */
file: string
/**
 * Fencing token of this attempt. The trainer stops when the file holds a newer one.
 */
token: number
}
export interface SampleJob {
kind: "sample"
student: Student
/**
 * JSON-lines file of {index, messages, sampling}.
 */
requests: string
/**
 * JSON-lines file of {index, text, finish_reason, prompt_tokens, completion_tokens}, in order; grows batch by batch, so a restarted job goes on where it stood.
 */
output: string
/**
 * Rows decoded together, by index: the same batches whatever was done before.
 */
batch_rows: number
seed: number
lease: Lease
device: ("auto" | "cpu" | "cuda")
threads: number
}
export interface ScoreJob {
kind: "score"
model: Student
/**
 * JSON-lines file of {index, top, temperature?} and the text: {messages, completion} in the model's chat form, {text, completion} as it stands, or {prompt_ids, completion_ids}.
 */
requests: string
/**
 * JSON-lines file of {index, prompt_ids, completion_ids, tokenizer, vocabulary, values: {digest, bytes}}, or {index, refused} saying why; in order; grows batch by batch, so a restarted job goes on where it stood.
 */
output: string
/**
 * Binary file beside it: the values of each line that has some, one after the other (trainer/src/limbeck_trainer/data/logit_block.py).
 */
values: string
/**
 * Texts kept together, by index, and on a GPU scored together: the same batches whatever was done before.
 */
batch_rows: number
seed: number
lease: Lease
device: ("auto" | "cpu" | "cuda")
threads: number
}
export interface ExportJob {
kind: "export"
student: Student
/**
 * 'transformers': safetensors with any adapter merged. 'onnx': one graph with a key-value cache, checked against PyTorch before it counts.
 */
form: ("transformers" | "onnx")
/**
 * onnx only: weights rounded to 8 bits.
 */
int8: boolean
/**
 * int8 only: JSON-lines file of {index, messages, sampling}, prompts the student never trained on. They are decoded greedily with full and with rounded weights, and the facts say how far these differ.
 */
compare?: string
/**
 * Folder that will hold the student; appears whole or not at all.
 */
output: string
lease: Lease
/**
 * CPU threads; 0 lets the trainer choose.
 */
threads: number
}
