import type { CancelSignal } from './cancel-signal.js';
import type { ResultTable } from '../../schemas/generated/artifact.js';
import type { MeasuredColumns, MetricTraits } from './metric.js';
import type { AskRequest, ModelReply, TypedReply } from './models/model-request.js';
import type {
  ClassifyReply,
  CompleteRequest,
  EmbedReply,
  LogitsReply,
  LogitsRequest,
  ScoreReply,
  ScoreRequest,
} from './models/verb-request.js';
import type { RoleMember } from './models/role-members.js';
import type { Random } from './random.js';
import type { RecordKind, Row, RowDraft } from './record-kinds.js';

/**
 * What a method is: a value with traits. The engine reads the traits and never asks for a method's name, so adding a
 * method is one folder and one line. Stage contracts (activities/<stage>/contract.ts) narrow these types.
 */
export type JsonSchema = Record<string, unknown>;

/** What an endpoint can do; see recipe.md `needs`. */
export type Access = 'chat' | 'completions' | 'logprobs' | 'prompt_logprobs' | 'weights' | 'embeddings' | 'classifier';

export interface Port {
  /** Kinds the port takes; `any` takes all. */
  readonly kinds: readonly RecordKind[] | 'any';
  readonly optional?: boolean;
  /** True when a held-out set (`use: evaluation`) may be given here. */
  readonly evaluation?: boolean;
  readonly description: string;
}

/** Column names known to be on every row. */
export type Columns = readonly string[];

/** Something wrong with a step's `with`, by path inside it. */
export interface ParamProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly hint?: string;
}

/**
 * What a method's model writes into its rows. `questions`: prompts, queries, tasks or documents that nobody has compared
 * with a held-out set yet; `answers`: replies to questions that were there; `labels`: a class, a score, a verdict on them.
 */
export type Writes = 'questions' | 'answers' | 'labels';

export interface MethodTraits<Params> {
  /** Folder name. */
  readonly id: string;
  /** Raised whenever equal inputs could give other rows; part of the step key. */
  readonly version: number;
  readonly summary: string;
  /** Group in the catalogue: labeling, expansion, ... */
  readonly category: string;
  /** The first port is the one a bare `from: name` means. The port `*` takes any number of freely named inputs. */
  readonly ports: Readonly<Record<string, Port>>;
  /** Kind of the output, or the port whose kind is passed on. `null` for methods without rows. */
  readonly produces: RecordKind | { readonly same: string } | null;
  /** What is new in its rows; absent: nothing, they are passed on or rearranged. New questions lose the mark of having been
   *  checked against held-out sets. */
  readonly writes?: readonly Writes[];
  /** Named outputs, read as `step.output`; absent means one unnamed output. */
  readonly outputs?: readonly string[];
  /** Parameters that name models, each with what the model must offer. */
  readonly needs: Readonly<Record<string, readonly Access[]>>;
  /** Those of `needs` that may name several models; `ctx.models` gives them, to be asked one by one. Measured models are
   *  not among them: each of those has a part of the step. */
  readonly several?: readonly string[];
  /** Those of `needs` whose opinion decides: a judge that is of a kin with what it judges favours it, and is warned of. */
  readonly judges?: readonly string[];
  /**
   * JSON Schema of `with`, `additionalProperties: false`. A property, at any depth (`properties`,
   * `additionalProperties`, `propertyNames`), may carry `"x-limbeck"`:
   * `model` / `models` (a model name, several), `template` (Liquid text or {file}), `schema-file` (a path, or an inline
   * schema), `column` / `columns` (a column of the first port), `gold-column` (a column of the first port that holds the
   * right answer: no template sees it), `cel-row` (CEL over `row`).
   * A template sees the row's columns, or, where `"x-limbeck-variables"` stands beside it, the names listed there.
   * The compiler resolves and checks these and fills in the schema's defaults; the method sees template text, schema
   * object, model names.
   */
  readonly params: JsonSchema;
  /**
   * What a schema cannot say: a regular expression that does not compile, a name that is no input. Called by the
   * compiler with resolved parameters and the columns by port; whatever it finds is a problem of the recipe.
   */
  readonly check?: (
    params: Params,
    inputs: Readonly<Record<string, Columns>>,
  ) => readonly ParamProblem[] | Promise<readonly ParamProblem[]>;
  /** Columns of the output, from those of the inputs by port. Default: first port's, plus the kind's required fields. */
  readonly columns?: (inputs: Readonly<Record<string, Columns>>, params: Params) => Columns;
  /**
   * Calls in all: for `rows` input rows (map, measure; over all models), or for the whole step (grow). `by`: how many of
   * them each role gets, where roles are not asked alike.
   */
  readonly estimate?: (
    rows: number,
    params: Params,
  ) => { readonly calls: number; readonly by?: Readonly<Record<string, number>> };
}

/** What is put aside, and more of why. */
export interface PutAside {
  /** The draft or row; in a map or measure method without it: the input row. */
  readonly row?: RowDraft;
  readonly detail?: string;
}

/**
 * Put a draft or a row aside, with a short stable reason ("no-answer") that is counted in reports. As often as needed:
 * every time is kept and counted. A row of which nothing else is yielded counts as rejected; a row of which some drafts
 * were put aside and others yielded does not.
 */
export type Reject = (reason: string, aside?: PutAside) => void;

/**
 * What a method asks of the models that its parameters (`role`) name; the verbs of a role are those whose access its
 * `needs` list. Ledger, limits, retries, budget and parsing happen inside; a failure that concerns this row alone is
 * thrown as a `row` error, and the engine puts the row on the failure list.
 */
export interface ModelVerbs {
  /** A chat reply. Access `chat`. */
  readonly ask: (role: string, request: AskRequest) => Promise<ModelReply>;
  /**
   * A chat reply of a form: parsed, checked, asked again where it does not fit (`attempts` times), and typed: `Value` is
   * what the schema describes. Access `chat`.
   */
  readonly askFor: <Value>(
    role: string,
    request: Omit<AskRequest, 'reply'>,
    schema: JsonSchema,
    attempts?: number,
  ) => Promise<TypedReply<Value>>;
  /** How a raw prompt goes on, without any template. Access `completions`. */
  readonly complete: (role: string, request: Omit<CompleteRequest, 'kind'>) => Promise<ModelReply>;
  /** How likely the model finds a given text. Access `prompt_logprobs`. */
  readonly score: (role: string, request: Omit<ScoreRequest, 'kind'>) => Promise<ScoreReply>;
  /** What the model holds likely at each place of a given text, for training on. Access `weights`. */
  readonly logits: (role: string, request: Omit<LogitsRequest, 'kind'>) => Promise<LogitsReply>;
  /** A vector for each text, in order. Access `embeddings`. */
  readonly embed: (role: string, request: { readonly texts: readonly string[] }) => Promise<readonly EmbedReply[]>;
  /** A class for each text, in order. Access `classifier`. */
  readonly classify: (
    role: string,
    request: { readonly texts: readonly string[] },
  ) => Promise<readonly ClassifyReply[]>;
}

export interface MethodContext<Params> extends ModelVerbs {
  readonly params: Params;
  /** The models of a role that the method lists in `several`, in the recipe's order; none when the parameter is left out. */
  models(role: string): readonly RoleMember[];
  /** Render a Liquid template of `params` over the row's columns. Strict: a missing column is a `row` error. */
  readonly render: (template: string, row: Row) => string;
  /**
   * Compile a CEL expression over `row` (a `cel-row` parameter); an error while it is evaluated is a `row` error. The
   * engine gives it to methods whose schema has such a parameter; others never look.
   */
  predicate?(expression: string): (row: Row) => boolean;
  /** Seeded by step key and row id (map), round (grow) or step (reduce, measure). */
  readonly random: Random;
  readonly signal: CancelSignal;
  /** Rows of a further input port, whole in memory; for small sets (demonstrations). None when it is not connected. */
  side(port: string): Promise<readonly Row[]>;
  /** The same rows one after the other, none kept. */
  stream(port: string): AsyncIterable<Row>;
  /**
   * The same rows, found by id: their ids are in memory, they themselves stay where they lie. Read once for a chunk; `keep`
   * says which rows count, and is the same at every call for a port.
   */
  joined(port: string, keep?: (row: Row) => boolean): Promise<JoinedRows>;
}

/** Rows of a further input, by id. */
export interface JoinedRows {
  has(id: string): boolean;
  /** Whether a row there was made from this one. */
  hasChildOf(id: string): boolean;
  get(id: string): Promise<Row | undefined>;
  /** In the order of the input. */
  childrenOf(id: string): Promise<readonly Row[]>;
}

/** The context of a method at work on rows. */
export interface WorkContext<Params> extends MethodContext<Params> {
  readonly reject: Reject;
}

export interface MapMethod<Params = never> extends MethodTraits<Params> {
  readonly shape: 'map';
  /** Pure but for `ctx`: equal row and answers, equal drafts. */
  run(row: Row, ctx: WorkContext<Params>): AsyncIterable<RowDraft>;
}

export interface GrowInput {
  readonly seeds: readonly Row[];
  /** Rows made so far, in order. */
  readonly pool: readonly Row[];
  /** 0-based. */
  readonly round: number;
  /** Rows still wanted. */
  readonly missing: number;
}

export interface GrowMethod<Params = never> extends MethodTraits<Params> {
  readonly shape: 'grow';
  /** Rows wanted in all. */
  target(params: Params): number;
  /** Rounds after which the step ends short of its target, with a warning in the report. */
  maxRounds(params: Params): number;
  /** One round. Drafts carry `parents` (the demonstrations shown). */
  round(input: GrowInput, ctx: WorkContext<Params>): AsyncIterable<RowDraft>;
}

/** A data set that can be read again and again, in input order. */
export interface RowSource {
  readonly rows: number;
  /** Rows [from, to); all when absent. */
  read(from?: number, to?: number): AsyncIterable<Row>;
}

export interface ReduceMethod<Params = never> extends MethodTraits<Params> {
  readonly shape: 'reduce';
  /** Streams; holds signatures or counts, not rows. With several `outputs`, yields `{ output, row }`. */
  run(
    inputs: Readonly<Record<string, RowSource>>,
    ctx: WorkContext<Params>,
  ): AsyncIterable<RowDraft | { readonly output: string; readonly row: RowDraft }>;
}

/** One number of a report, with its interval where it has one. */
export interface Metric {
  readonly value: number;
  /** 95 % interval unless the method says otherwise. */
  readonly low?: number;
  readonly high?: number;
  /** Rows it was computed from. */
  readonly n: number;
}

export type Metrics = Readonly<Record<string, Metric>>;

/** One model's rows, and how many of it failed: they count as wrong. */
export interface PartRows {
  readonly rows: RowSource;
  readonly failed: number;
}

export interface MeasureMethod<Params = never, Shared = never> extends MethodTraits<Params> {
  readonly shape: 'measure';
  /** The role of `needs` whose models are measured, each a part of its own; all others help in every part (a judge, a
   *  retriever, a reference). Default: the one that the schema marks `models`. */
  readonly subjects?: string;
  /** The metrics that `fold` and `across` give, always all of them; gates are checked against it. Absent: anything goes. */
  readonly metrics?: Readonly<Record<string, MetricTraits>>;
  /** Whether rows that failed are wrong, as `fold` has it, or left out of the metrics. Default: wrong. */
  readonly failed?: 'left-out';
  /** Default: `prediction`, held against `gold`, `correct` or not. */
  readonly record?: MeasuredColumns;
  /** What all rows of a part need of its models, made once before a chunk of them: documents as vectors. */
  shared?(ctx: MethodContext<Params>): Promise<unknown>;
  /** Called once per held-out row and model; `ctx.ask('models', ...)` asks the model under measure. Yields one row
   *  with at least the columns of `record`. */
  run(
    row: Row,
    ctx: WorkContext<Params> & { readonly model: string; readonly shared: Shared },
  ): AsyncIterable<RowDraft>;
  /** Fold one model's rows into metrics. */
  fold(rows: RowSource, failed: number, ctx: MethodContext<Params>): Promise<Metrics>;
  /** What of one model's rows no single number tells. */
  tables?(part: PartRows, ctx: MethodContext<Params>): Promise<readonly ResultTable[]>;
  /** What only the rows of all models together tell, in the plan's order; `metrics` are added to those of `fold`. */
  across?(parts: Readonly<Record<string, PartRows>>, ctx: MethodContext<Params>): Promise<AcrossParts>;
}

export interface AcrossParts {
  /** By model. */
  readonly metrics?: Readonly<Record<string, Metrics>>;
  readonly tables?: readonly ResultTable[];
}

export type Method = MapMethod | GrowMethod | ReduceMethod | MeasureMethod;
