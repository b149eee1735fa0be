// Generated from schemas/recipe.schema.json by "npm run gen". Do not edit.

/**
 * The skill that is distilled. Recipes are found by it.
 * 
 * This interface was referenced by `Recipe`'s JSON-Schema
 * via the `definition` "Skill".
 */
export type Skill = ("instruction-following" | "multi-turn-dialogue" | "retrieval-augmented-generation" | "thinking-pattern" | "preference" | "value" | "tool-use" | "planning" | "natural-language-understanding" | "natural-language-generation" | "information-retrieval" | "recommendation" | "text-generation-evaluation" | "code" | "multi-modality")
/**
 * The field. law, medicine and finance must say `personal_data`.
 * 
 * This interface was referenced by `Recipe`'s JSON-Schema
 * via the `definition` "Vertical".
 */
export type Vertical = ("general" | "law" | "medicine" | "finance" | "science" | "mathematics" | "education" | "it-operations" | "other")
/**
 * Why one distils: a strong model's skill into a small one, a model into a smaller one of its kind, or a model into itself.
 * 
 * This interface was referenced by `Recipe`'s JSON-Schema
 * via the `definition` "Role".
 */
export type Role = ("capability-transfer" | "compression" | "self-improvement")
/**
 * Lower-case letters, digits and hyphens, beginning with a letter. Data sets, models, params and steps share one name space.
 * 
 * This interface was referenced by `Recipe`'s JSON-Schema
 * via the `definition` "Name".
 */
export type Name = string

/**
 * A recipe: which knowledge to elicit from a teacher, how to refine it, how to distil it into a student and how to evaluate the result.
 */
export interface Recipe {
/**
 * Version of the recipe language. A recipe of another version is refused, never guessed at.
 */
limbeck: 1
/**
 * Kebab-case name. Runs are called after it.
 */
name: string
/**
 * Semantic version in quotes or with two dots (0.1.0). Raise it whenever the recipe's numbers could move; reports and exports carry it.
 */
version: string
/**
 * One sentence on what the distilled model will be able to do. Shown in lists and reports.
 */
description: string
/**
 * SPDX licence id of the recipe itself, such as Apache-2.0. Data sets state their own.
 */
license: string
skill: Skill
vertical?: Vertical
role: Role
/**
 * What the data holds about people. Must be said in law, medicine and finance. `scrubbed` asks for a step that removes it before any distillation.
 */
personal_data?: ("none" | "scrubbed")
/**
 * Source of all sampling and shuffling. Another seed runs every step again; answers already paid for are kept.
 */
seed?: number
/**
 * The only free-form place: owners, tickets, notes. Never read by Limbeck.
 */
meta?: {
[k: string]: unknown
}
/**
 * What a user may vary with --set name=value. Read in `with` and `budget` as ${{ params.name }}, in `when` as params.name.
 */
params?: {
[k: string]: Param
}
/**
 * What another recipe gives when it uses this one as a step. A recipe with inputs cannot be run by itself.
 */
inputs?: {
[k: string]: RecipeInput
}
/**
 * What another recipe reads from this one, as step.output: a name for each, and the step of this recipe (or step.output) that makes it.
 */
outputs?: {
[k: string]: string
}
/**
 * Models from outside, by the recipe's own names for them. limbeck.yaml binds each name to an endpoint or a folder.
 */
models?: {
[k: string]: Model
}
/**
 * Data sets from outside, by name. Each is read and checked whole before anything runs.
 */
data?: {
[k: string]: DataSource
}
budget?: RecipeBudget
/**
 * What is done. Order in the file is free: a step starts when what it names in `from`, `with` and `needs` is there.
 * 
 * @minItems 1
 */
steps: [Step, ...(Step)[]]
}
/**
 * One parameter of the recipe.
 * 
 * This interface was referenced by `Recipe`'s JSON-Schema
 * via the `definition` "Param".
 */
export interface Param {
/**
 * How --set reads what is typed, and what the value must be wherever it is used.
 */
type: ("string" | "integer" | "number" | "boolean")
/**
 * Taken when --set says nothing. Without a default the parameter must be set.
 */
default?: (string | number | boolean)
/**
 * Smaller values are refused.
 */
minimum?: number
/**
 * Larger values are refused.
 */
maximum?: number
/**
 * Other values are refused.
 * 
 * @minItems 1
 */
enum?: [(string | number | boolean), ...((string | number | boolean))[]]
/**
 * What it changes and what that costs. Shown by `limbeck plan`.
 */
description?: string
}
/**
 * One input of a recipe that is used in another: rows have a `kind`, models have `needs`.
 * 
 * This interface was referenced by `Recipe`'s JSON-Schema
 * via the `definition` "RecipeInput".
 */
export interface RecipeInput {
/**
 * Rows of this kind, given by `from`.
 */
kind?: ("document" | "prompt" | "sft" | "rationale" | "dialogue" | "preference" | "ranking" | "critique" | "verifiable" | "trajectory" | "pair" | "judgement" | "labelled")
/**
 * A model that offers this, given by `with`.
 */
needs?: ("chat" | "completions" | "logprobs" | "prompt_logprobs" | "weights" | "embeddings" | "classifier")[]
/**
 * What belongs here, for those who use the recipe.
 */
description?: string
}
/**
 * A model from outside. Addresses and keys are in limbeck.yaml, never here.
 * 
 * This interface was referenced by `Recipe`'s JSON-Schema
 * via the `definition` "Model".
 */
export interface Model {
/**
 * What the bound model must offer. A binding that lacks one is refused before anything runs. Students need `weights`.
 */
needs?: ("chat" | "completions" | "logprobs" | "prompt_logprobs" | "weights" | "embeddings" | "classifier")[]
/**
 * Which sort of model belongs here, for those who bind it.
 */
description?: string
}
/**
 * A data set from one source: file, glob, text or hub.
 * 
 * This interface was referenced by `Recipe`'s JSON-Schema
 * via the `definition` "DataSource".
 */
export interface DataSource {
/**
 * Path relative to the project folder: .jsonl, .json, .csv, .tsv, .parquet or .txt, each also with .gz. The name says how it is read.
 */
file?: string
/**
 * Several files of one format in one data set, e.g. letters/** /*.txt: `*` is any part of a name, `**` any folders, `{a,b}` either. Read in the order of their paths; the plan pins the list, so a file that is added later makes another data set.
 */
glob?: string
/**
 * A file read as plain text whatever its name says: one row, or one for each line or paragraph with `split`. Rows have `text` and `source`, the file's path.
 */
text?: string
/**
 * Files of a data set repository on the Hugging Face hub, or on the mirror that HF_ENDPOINT or limbeck.yaml names: { repo: owner/name, revision: COMMIT, files: [train.jsonl] }. Downloaded once, checked, and kept in .limbeck.
 */
hub?: {
/**
 * Data set repository: owner/name.
 */
repo: string
/**
 * The full commit hash, 40 hexadecimal digits: a branch would mean other rows tomorrow.
 */
revision: string
/**
 * Paths in the repository, of one format. Read in this order.
 * 
 * @minItems 1
 */
files: [string, ...(string)[]]
}
/**
 * Only where the file's name does not say it. `json` is one list of objects (or a map from ids to objects), `jsonl` one object a line, `text` a document.
 */
format?: ("jsonl" | "json" | "csv" | "tsv" | "parquet" | "text")
/**
 * Where the rows are inside nested json, jsonl or parquet: keys joined by dots, e.g. data.questions. Lists on the way are gone through item by item, `*` is every value of a map. Only the row's own columns ride along; reach those around it in `fields` with ../.
 */
rows?: string
/**
 * Text files only: one row for each line or paragraph, blank ones left out. Without it a file is one row, and all of it goes into one prompt.
 */
split?: ("lines" | "paragraphs")
/**
 * Kind of record. Every row must have the fields of its kind; further columns ride along. Methods say which kinds they take.
 */
kind: ("document" | "prompt" | "sft" | "rationale" | "dialogue" | "preference" | "ranking" | "critique" | "verifiable" | "trajectory" | "pair" | "judgement" | "labelled")
/**
 * SPDX licence id of the rows. Reports and exports carry it down to the model.
 */
license?: string
/**
 * `evaluation` holds the set out: it may feed evaluate steps and `against` ports only, so that no score is measured on rows a student has seen.
 */
use?: ("training" | "evaluation")
/**
 * Record field -> column of the file, e.g. { prompt: question }, or a path inside it: answer.text, choices.0, and ../title for what stands around a nested row. Columns not named keep their names.
 */
fields?: {
[k: string]: string
}
}
/**
 * Limits. The call that would pass one is not made: the run pauses and can be resumed with a larger budget.
 * 
 * This interface was referenced by `Recipe`'s JSON-Schema
 * via the `definition` "RecipeBudget".
 */
export interface RecipeBudget {
/**
 * Calls to models behind an endpoint.
 */
calls?: number
/**
 * Prompt and completion tokens together.
 */
tokens?: number
/**
 * US dollars, by the prices in limbeck.yaml.
 */
usd?: number
/**
 * Hours that training and local models hold a GPU; on the processor nothing is counted.
 */
gpu_hours?: number
}
/**
 * One step.
 * 
 * This interface was referenced by `Recipe`'s JSON-Schema
 * via the `definition` "Step".
 */
export interface Step {
/**
 * Lower-case letters, digits and hyphens, beginning with a letter. Data sets, models, params and steps share one name space.
 */
id: string
/**
 * The method, as stage/method: elicit, refine, distill or evaluate (`limbeck list methods` shows them); or a recipe of this project, ./file.yaml, relative to this file. A recipe's steps run as id/step, and its outputs are read as id.output.
 */
use?: string
/**
 * Where its rows come from: the name of a data set or step, or a map from the method's input ports to names.
 */
from?: (string | {
[k: string]: string
})
/**
 * The method's parameters, checked against its own schema.
 */
with?: {
[k: string]: unknown
}
/**
 * Steps that must be done first although no row passes between them.
 */
needs?: string[]
/**
 * CEL over params and the metrics of evaluate steps before it (metrics['step']['model'].accuracy). False skips the step and what only it feeds.
 */
when?: string
/**
 * CEL over this evaluate step's metrics, metrics['model'].accuracy; also accuracy_low and accuracy_high, the ends of the interval. False stops the run with exit code 3.
 */
gate?: string
budget?: RecipeBudget
/**
 * How many failed rows are borne.
 */
failures?: {
/**
 * Share of rows that may fail before the step does. Failed rows stay on the failure list and are tried again on resume.
 */
max_share: number
}
/**
 * The step once for each combination of these values, 64 at most; each costs as much as the step alone. Read in `with` as ${{ matrix.name }}. The steps are called id[name=value]: evaluate and refine/mix take all of them, a step with the same matrix its own, others name one.
 */
matrix?: {
/**
 * @minItems 1
 */
[k: string]: [(string | number | boolean), ...((string | number | boolean))[]]
}
repeat?: Repeat
/**
 * A person looks at rows of this step before anything reads them: the run waits, for days if it must, until `limbeck approve` brings them back, edited or not.
 */
review?: {
/**
 * Rows that are written out for the reviewer; all when there are fewer.
 */
rows: number
}
/**
 * How its endpoint is asked: call by call (online, the default), or through the vendor's batch service, for less money and within a day. Never changes what comes out, and runs nothing again.
 */
mode?: ("online" | "batch")
/**
 * Where it runs. Never changes what comes out, and runs nothing again.
 */
route?: {
/**
 * Task queue for this step's work; a worker must listen to it.
 */
queue?: string
/**
 * A pool of limbeck.yaml's gpu_pools.
 */
gpu_pool?: string
}
}
/**
 * A loop instead of a method: its steps run round after round. Every round's rows, models and metrics are kept.
 * 
 * This interface was referenced by `Recipe`'s JSON-Schema
 * via the `definition` "Repeat".
 */
export interface Repeat {
/**
 * Rounds at most. Without `until`, rounds in all. Every round pays for its steps anew.
 */
times: number
/**
 * CEL over the round's metrics and those of the round before: metrics.step.accuracy, previous.step.accuracy. True ends the loop after the round; in the first round, which has none before it, an `until` that asks for previous is false.
 */
until?: string
/**
 * CEL over the round's metrics that gives a number. What comes after the loop reads the round where it is largest, the earlier of two equal ones. Without it, the last round.
 */
keep?: string
/**
 * Names that mean something else in each round.
 */
carry?: {
/**
 * Rows or a model handed from round to round.
 */
[k: string]: {
/**
 * What the first round sees under the name: a data set, step or model of the recipe.
 */
start: string
/**
 * What later rounds see: a step of the round before.
 */
next: string
}
}
/**
 * The steps of a round. They see the names of the recipe; what comes after the loop reads them as loop.step.
 * 
 * @minItems 1
 */
steps: [Step, ...(Step)[]]
}
