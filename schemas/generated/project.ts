// Generated from schemas/project.schema.json by "npm run gen". Do not edit.

/**
 * Which model stands behind a name. Provider and model are part of every answer's identity: another model asks anew.
 * 
 * This interface was referenced by `Project`'s JSON-Schema
 * via the `definition` "ModelBinding".
 */
export type ModelBinding = (OpenaiBinding | TransformersBinding | OnnxBinding | OnnxEmbedBinding)
/**
 * What it offers. Default: [chat] behind an endpoint, [weights, chat] for a folder. Recipes that need more are refused.
 * 
 * @minItems 1
 * 
 * This interface was referenced by `Project`'s JSON-Schema
 * via the `definition` "AccessList".
 */
export type AccessList = [("chat" | "completions" | "logprobs" | "prompt_logprobs" | "weights" | "embeddings"), ...(("chat" | "completions" | "logprobs" | "prompt_logprobs" | "weights" | "embeddings"))[]]
/**
 * This interface was referenced by `Project`'s JSON-Schema
 * via the `definition` "ProjectName".
 */
export type ProjectName = string

/**
 * limbeck.yaml: how this project runs. It binds the recipes' model names to endpoints and folders. Secrets stand here by the name of an environment variable, never by value.
 */
export interface Project {
/**
 * Version of the project file's language.
 */
limbeck: 1
/**
 * Ways to run, by name; `default` is taken unless --profile says another.
 */
profiles: {
[k: string]: Profile
}
budget?: ProjectBudget
}
/**
 * One way to run.
 * 
 * This interface was referenced by `Project`'s JSON-Schema
 * via the `definition` "Profile".
 */
export interface Profile {
/**
 * The recipe's name for a model -> the model. Names no recipe uses are allowed.
 */
models?: {
[k: string]: ModelBinding
}
engine?: EngineBinding
stores?: StoreBinding
/**
 * Where data sets of the hub come from. Without it the public hub is asked, without a token.
 */
hub?: {
/**
 * Mirror that `data: { hub: ... }` is downloaded from. HF_ENDPOINT in the environment goes before it. Not part of identity: the revision and the files' digests are.
 */
endpoint?: string
token?: SecretName
}
/**
 * Groups of devices by name. `default` always exists, with one slot.
 */
gpu_pools?: {
[k: string]: GpuPool
}
}
/**
 * A model behind an endpoint.
 * 
 * This interface was referenced by `Project`'s JSON-Schema
 * via the `definition` "OpenaiBinding".
 */
export interface OpenaiBinding {
/**
 * Any OpenAI-compatible server: vLLM, Ollama, llama.cpp, a vendor.
 */
provider: "openai"
/**
 * Up to and with /v1. Part of identity: another address asks anew.
 */
base_url: string
/**
 * Model id at the endpoint. Part of identity.
 */
model: string
/**
 * Which build of the model this is, where the id alone does not say it. Part of identity; never sent.
 */
revision?: string
access?: AccessList
api_key?: SecretName
limits?: Limits
price?: Price
terms?: Terms
/**
 * The endpoint has OpenAI's batch service: steps may say `mode: batch`.
 */
batch?: boolean
/**
 * The endpoint takes response_format json_schema. False: the schema is checked only after the reply.
 */
structured_output?: boolean
/**
 * What reports call it, e.g. rule-based.
 */
label?: string
/**
 * `limbeck run` serves this stand-in at base_url (loopback) and stops it afterwards: { program }, { replay }, or the name of a recipe that Limbeck comes with, whose program is meant.
 */
offline_teacher?: ({
/**
 * A program of this project that answers by rules, relative to limbeck.yaml, in a folder of its own: plain JavaScript that exports `model`, `summary` and `answer(request)`. The first run asks whether it may be started.
 */
program?: string
/**
 * Answers that `limbeck teacher record` took from a run, relative to limbeck.yaml. What was never recorded fails its row.
 */
replay?: string
} | string)
}
/**
 * A secret by name. A value written here is refused.
 * 
 * This interface was referenced by `Project`'s JSON-Schema
 * via the `definition` "SecretName".
 */
export interface SecretName {
/**
 * Environment variable of the worker that holds the secret.
 */
env: string
}
/**
 * What the endpoint bears. Never part of identity.
 * 
 * This interface was referenced by `Project`'s JSON-Schema
 * via the `definition` "Limits".
 */
export interface Limits {
/**
 * Requests begun in a minute, at most.
 */
requests_per_minute?: number
/**
 * Prompt and completion tokens in a minute, at most.
 */
tokens_per_minute?: number
/**
 * Requests in flight at most; fewer while the endpoint pushes back.
 */
concurrency?: number
/**
 * One request, whole. Later it is tried again.
 */
timeout_seconds?: number
/**
 * Tries after the first for trouble that may pass.
 */
retries?: number
/**
 * Requests in one batch at most. Default: 50000, or what 200 MB hold.
 */
batch_requests?: number
/**
 * Time between two looks at a batch. Default: 10 seconds at first, growing to 5 minutes.
 */
batch_poll_seconds?: number
/**
 * What concurrency and the limits per minute are counted for. model: requests to this model at this base_url with this api_key, by whatever name recipes call it. account: requests to all models of this base_url and api_key whose limits say account. Of several limits stated for one endpoint the lowest of those at work holds. Workers of one project on one machine share them out.
 */
scope?: ("model" | "account")
}
/**
 * What it costs. A recipe that uses a priced model must have a budget. Without a price no cost is shown.
 * 
 * This interface was referenced by `Project`'s JSON-Schema
 * via the `definition` "Price".
 */
export interface Price {
/**
 * US dollars for a million prompt tokens.
 */
input_usd_per_million: number
/**
 * The same for prompt tokens the endpoint had cached.
 */
cached_input_usd_per_million?: number
/**
 * US dollars for a million completion tokens.
 */
output_usd_per_million: number
/**
 * Share taken off in the vendor's batch service.
 */
batch_discount?: number
}
/**
 * The provider's terms, as you read them. Reports carry them.
 * 
 * This interface was referenced by `Project`'s JSON-Schema
 * via the `definition` "Terms".
 */
export interface Terms {
/**
 * Whether a model may be trained on its answers. `forbidden` refuses recipes that do so; `unknown` warns.
 */
training_on_output: ("allowed" | "forbidden" | "unknown")
/**
 * Where the terms can be read.
 */
url?: string
}
/**
 * A local model.
 * 
 * This interface was referenced by `Project`'s JSON-Schema
 * via the `definition` "TransformersBinding".
 */
export interface TransformersBinding {
/**
 * A local model: a student, or a teacher that runs in the trainer.
 */
provider: "transformers"
/**
 * Folder in Hugging Face layout, relative to limbeck.yaml. With config.json alone the model begins with random weights drawn from the seed.
 */
path: string
/**
 * For a folder without a tokenizer: train a byte-level BPE.
 */
tokenizer?: {
/**
 * Entries of the vocabulary; 256 bytes and the special tokens are among them.
 */
vocab_size: number
/**
 * Files of the project whose text it is trained on. Another text makes another model.
 * 
 * @minItems 1
 */
train_on: [string, ...(string)[]]
}
access?: AccessList
terms?: Terms
/**
 * What reports call it.
 */
label?: string
}
/**
 * An exported student, asked in this process.
 * 
 * This interface was referenced by `Project`'s JSON-Schema
 * via the `definition` "OnnxBinding".
 */
export interface OnnxBinding {
/**
 * A small local model that answers in the worker's own process, without Python. It cannot be trained.
 */
provider: "onnx"
/**
 * Folder that `limbeck export RUN/STEP --to onnx` wrote, relative to limbeck.yaml.
 */
path: string
access?: AccessList
terms?: Terms
/**
 * What reports call it.
 */
label?: string
}
/**
 * A local encoder.
 * 
 * This interface was referenced by `Project`'s JSON-Schema
 * via the `definition` "OnnxEmbedBinding".
 */
export interface OnnxEmbedBinding {
/**
 * A local encoder in ONNX form: it gives embeddings or classes of texts, never replies.
 */
provider: "onnx-embed"
/**
 * Folder with model.onnx, tokenizer.json and config.json, relative to limbeck.yaml.
 */
path: string
/**
 * Which of the two it gives. Default: [embeddings].
 * 
 * @minItems 1
 */
access?: [("embeddings" | "classifier"), ...(("embeddings" | "classifier"))[]]
/**
 * How a text's vector is made of its tokens': their mean, or the first one's. As the model was trained; the other gives worse neighbours. Default: mean.
 */
pooling?: ("mean" | "cls")
/**
 * Scale vectors to length one, so that their product is the cosine. Default: true.
 */
normalize?: boolean
/**
 * Longer texts are cut here. Default: what config.json says the model can look at.
 */
max_tokens?: number
/**
 * What reports call it.
 */
label?: string
}
/**
 * The engine: embedded (default), or any Temporal service by address.
 * 
 * This interface was referenced by `Project`'s JSON-Schema
 * via the `definition` "EngineBinding".
 */
export interface EngineBinding {
/**
 * Limbeck starts and stops a server of its own: the default, unless an address is given.
 */
mode?: "embedded"
/**
 * host:port of a Temporal service; nothing is started.
 */
address?: string
/**
 * Temporal namespace. Default `default`.
 */
namespace?: string
/**
 * Encrypt the connection: true, or files.
 */
tls?: (boolean | {
/**
 * File with the certificate authority, relative to limbeck.yaml.
 */
ca?: string
/**
 * Client certificate file.
 */
cert?: string
/**
 * Client key file.
 */
key?: string
/**
 * Name to check the server's certificate against.
 */
server_name?: string
})
api_key?: SecretName
}
/**
 * Where state is kept.
 * 
 * This interface was referenced by `Project`'s JSON-Schema
 * via the `definition` "StoreBinding".
 */
export interface StoreBinding {
/**
 * Where answers are kept: a file in .limbeck/.
 */
ledger?: "file"
/**
 * Where data sets and models are kept: a folder in .limbeck/.
 */
artifacts?: "file"
}
/**
 * A group of devices that take training and local models.
 * 
 * This interface was referenced by `Project`'s JSON-Schema
 * via the `definition` "GpuPool".
 */
export interface GpuPool {
/**
 * Jobs at once; one for each device.
 */
slots?: number
}
/**
 * What all runs of the project together may spend, whatever the profile, from the first run on. The call that would pass a limit is not made: the run pauses, and goes on when the limit here is larger.
 * 
 * This interface was referenced by `Project`'s JSON-Schema
 * via the `definition` "ProjectBudget".
 */
export interface ProjectBudget {
/**
 * Calls to models behind an endpoint.
 */
calls?: number
/**
 * Prompt and completion tokens together.
 */
tokens?: number
/**
 * US dollars, by the prices of the models.
 */
usd?: number
/**
 * Hours that training and local models hold a GPU.
 */
gpu_hours?: number
}
