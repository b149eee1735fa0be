import Ajv from 'ajv/dist/2020.js';
import { Liquid } from 'liquidjs';
import type { ResultTable } from '../../schemas/generated/artifact.js';
import type {
  AcrossParts,
  GrowMethod,
  MapMethod,
  MeasureMethod,
  MethodTraits,
  Metrics,
  PutAside,
  ReduceMethod,
  WorkContext,
  RowSource,
} from '../../src/core/method.js';
import { responseKeysOf } from '../../src/core/identity/made-from.js';
import { LimbeckError } from '../../src/core/errors.js';
import type { AskRequest, ModelReply, ReplyFacts } from '../../src/core/models/model-request.js';
import { memberOf } from '../../src/core/models/role-members.js';
import { modelVerbs } from '../../src/core/models/model-verbs.js';
import type {
  AnyReply,
  ClassifyReply,
  CompleteRequest,
  LogitsReply,
  LogitsRequest,
  ModelRequest,
  ScoreReply,
  ScoreRequest,
  VerbRequest,
} from '../../src/core/models/verb-request.js';
import { createRandom } from '../../src/core/random.js';
import { joinRows } from '../../activities/runtime/rows/joined-rows.js';
import { asideDraft, workOnRow, type AsideDraft } from '../../activities/runtime/rows/put-aside.js';
import type { Row, RowDraft } from '../../src/core/record-kinds.js';

/**
 * Runs a method over a few rows in memory, as the engine would but without ledger, retries or chunks: the model is a
 * function. What the engine really does is tested with real HTTP by the system tests.
 */
export interface FakeWorld {
  /** Answers a request; a string is a whole reply. Throw a `row` LimbeckError to fail the row. */
  readonly model?: (request: AskRequest, role: string) => string | Partial<ModelReply>;
  /** How a raw prompt goes on. */
  readonly complete?: (request: CompleteRequest, role: string) => string | Partial<ModelReply>;
  readonly score?: (request: ScoreRequest, role: string) => ScoreReply['tokens'];
  readonly logits?: (request: LogitsRequest, role: string) => Omit<LogitsReply, keyof ReplyFacts>;
  readonly embed?: (text: string, role: string) => readonly number[];
  readonly classify?: (text: string, role: string) => ClassifyReply['probabilities'];
  readonly side?: Readonly<Record<string, readonly Row[]>>;
  readonly predicate?: (expression: string) => (row: Row) => boolean;
  readonly seed?: string;
}

export interface FakeResult {
  readonly rows: readonly RowDraft[];
  readonly rejected: readonly { readonly id?: string; readonly reason: string; readonly detail?: string }[];
  /** Ids of failed rows with the error's code. */
  readonly failed: readonly { readonly id: string; readonly code: string }[];
  readonly asked: readonly AskRequest[];
  /** What was asked by the other verbs. */
  readonly askedSo: readonly VerbRequest[];
}

const ajv = new Ajv({
  allErrors: true,
  useDefaults: true,
  strict: true,
  keywords: ['x-limbeck', 'x-limbeck-variables'],
});
const liquid = new Liquid({ strictVariables: true, strictFilters: true, ownPropertyOnly: true, templates: {} });

/** Parameters as the compiler hands them over: checked, defaults filled in. */
export function withDefaults<Params>(method: MethodTraits<Params>, given: unknown): Params {
  const params: unknown = structuredClone(given);
  if (!ajv.validate(method.params, params)) throw new Error(`${method.id}: ${ajv.errorsText()}`);
  return params as Params;
}

export function rowsOf(...columns: readonly Record<string, unknown>[]): Row[] {
  return columns.map((column, index) => ({ id: `r${index}`, parents: [], ...column }));
}

export function sourceOf(rows: readonly Row[]): RowSource {
  return {
    rows: rows.length,
    async *read(from = 0, to = rows.length) {
      yield* rows.slice(from, to);
    },
  };
}

function createWorld<Params>(method: MethodTraits<Params>, params: Params, world: FakeWorld) {
  const rejected: { id?: string; reason: string; detail?: string }[] = [];
  const failed: { id: string; code: string }[] = [];
  const asked: AskRequest[] = [];
  const askedSo: VerbRequest[] = [];
  const contextFor = (seed: string) => ({
    params,
    ...modelVerbs(
      async (role, request) => {
        if (request.kind === undefined) asked.push(request);
        else askedSo.push(request);
        return answerTo(world, role, request);
      },
      (role) => method.needs[role] ?? [],
    ),
    models: (role: string) => {
      const named = (params as Readonly<Record<string, unknown>>)[role] ?? [];
      return (Array.isArray(named) ? named : [named]).map((name) => memberOf(role, String(name)));
    },
    render: (template: string, row: Row) => liquid.parseAndRenderSync(template, row),
    ...(world.predicate ? { predicate: world.predicate } : {}),
    random: createRandom(`${world.seed ?? 'fake'}/${seed}`),
    signal: new AbortController().signal,
    side: async (port: string) => world.side?.[port] ?? [],
    stream: (port: string) => sourceOf(world.side?.[port] ?? []).read(),
    joined: (port: string, keep?: (row: Row) => boolean) => joinRows(sourceOf(world.side?.[port] ?? []), keep),
  });
  return { record: { rejected, failed, asked, askedSo }, rejected, failed, contextFor };
}

function answerTo(world: FakeWorld, role: string, request: ModelRequest): AnyReply {
  const facts = { usage: { prompt_tokens: 1, completion_tokens: 1 }, reused: false, response_key: 'fake' };
  switch (request.kind) {
    case undefined:
      return textReply(request, world.model?.(request, role) ?? '');
    case 'completion':
      return textReply(request, world.complete?.(request, role) ?? '');
    case 'score':
      return { ...facts, tokens: world.score?.(request, role) ?? [] };
    case 'logits':
      return { ...facts, ...(world.logits ?? fakeLogits)(request, role) };
    case 'embedding':
      return { ...facts, vector: Float32Array.from(world.embed?.(request.text, role) ?? [1]) };
    default: {
      const probabilities = world.classify?.(request.text, role) ?? { none: 1 };
      const [likeliest] = Object.entries(probabilities).toSorted(([, a], [, b]) => b - a);
      return { ...facts, label: likeliest![0], probabilities };
    }
  }
}

/** An id for each letter. */
function fakeLogits({ messages, completion }: LogitsRequest): Omit<LogitsReply, keyof ReplyFacts> {
  const ids = (text: string): number[] => Array.from(text, (letter) => letter.codePointAt(0)!);
  return {
    prompt_ids: messages.flatMap(({ content }) => ids(content)),
    completion_ids: ids(completion),
    tokenizer: '0'.repeat(64),
    values: Buffer.from(completion),
  };
}

function textReply(request: AskRequest | CompleteRequest, reply: string | Partial<ModelReply>): ModelReply {
  const text = typeof reply === 'string' ? reply : (reply.text ?? '');
  if (typeof reply !== 'string' && reply.finish_reason === 'length' && !request.accept_cut_off) {
    throw new LimbeckError({ code: 'reply-cut-off', message: 'The reply was cut off.', kind: 'row' });
  }
  const value = request.kind === undefined && request.reply ? parseReply(text, request.reply.schema) : undefined;
  return {
    text,
    ...(value === undefined ? {} : { value }),
    finish_reason: 'stop',
    usage: { prompt_tokens: 1, completion_tokens: 1 },
    reused: false,
    response_key: 'fake',
    ...(typeof reply === 'string' ? {} : reply),
  };
}

function parseReply(text: string, schema: Record<string, unknown>): ModelReply['value'] {
  try {
    const value: unknown = JSON.parse(text);
    if (ajv.validate(schema, value)) return value as ModelReply['value'];
  } catch {
    // Falls through to the same failure as a value that does not fit.
  }
  throw new LimbeckError({ code: 'reply-invalid', message: 'The reply does not fit its schema.', kind: 'row' });
}

function rejectionOf({
  id,
  rejected_because: reason,
  rejected_detail: detail,
}: AsideDraft): FakeResult['rejected'][number] {
  return { ...(id === undefined ? {} : { id }), reason, ...(detail === undefined ? {} : { detail }) };
}

export async function runMap<Params>(
  method: MapMethod<Params> | MeasureMethod<Params>,
  given: unknown,
  rows: readonly Row[],
  world: FakeWorld & { readonly asModel?: string } = {},
): Promise<FakeResult> {
  const made = createWorld(method, withDefaults(method, given), world);
  const out: RowDraft[] = [];
  const shared = method.shape === 'measure' ? await method.shared?.(made.contextFor('shared')) : undefined;
  for (const row of rows) {
    const ctx = { ...made.contextFor(row.id), model: world.asModel ?? 'model', shared: shared as never };
    const { drafts, aside, error } = await workOnRow(row, (reject) => method.run(row, { ...ctx, reject }));
    made.rejected.push(...aside.map(rejectionOf));
    if (error === undefined) {
      out.push(...drafts);
      continue;
    }
    // As in the engine, a row that fails leaves nothing behind it.
    if (!(error instanceof LimbeckError) || error.kind !== 'row') throw error;
    made.failed.push({ id: row.id, code: error.code });
  }
  return { rows: out, ...made.record };
}

export async function runReduce<Params>(
  method: ReduceMethod<Params>,
  given: unknown,
  inputs: Readonly<Record<string, readonly Row[]>>,
  world: FakeWorld = {},
): Promise<FakeResult & { readonly outputs: Readonly<Record<string, readonly RowDraft[]>> }> {
  const made = createWorld(method, withDefaults(method, given), world);
  const ctx = {
    ...made.contextFor('step'),
    reject: (reason: string, given?: PutAside) => void made.rejected.push(rejectionOf(asideDraft(reason, given))),
  };
  const rows: RowDraft[] = [];
  const outputs: Record<string, RowDraft[]> = Object.fromEntries((method.outputs ?? []).map((name) => [name, []]));
  const sources = Object.fromEntries(Object.entries(inputs).map(([name, given]) => [name, sourceOf(given)]));
  for await (const item of method.run(sources, ctx)) {
    if (method.outputs) outputs[String(item['output'])]!.push(item['row'] as RowDraft);
    else rows.push(item);
  }
  return { rows, outputs, ...made.record };
}

/** Rounds until the target or the last round; new rows get an id by round and place. */
export async function runGrow<Params>(
  method: GrowMethod<Params>,
  given: unknown,
  seeds: readonly Row[],
  world: FakeWorld = {},
): Promise<FakeResult & { readonly rounds: number; readonly madeFrom: readonly (readonly string[])[] }> {
  const params = withDefaults(method, given);
  const made = createWorld(method, params, world);
  const pool: Row[] = [];
  const madeFrom: (readonly string[])[] = [];
  const target = method.target(params);
  let round = 0;
  for (; round < method.maxRounds(params) && pool.length < target; round++) {
    const ctx: WorkContext<Params> = {
      ...made.contextFor(`round-${round}`),
      reject: (reason, given) => void made.rejected.push(rejectionOf(asideDraft(reason, given))),
    };
    const fresh: Row[] = [];
    for await (const draft of method.round({ seeds, pool: [...pool], round, missing: target - pool.length }, ctx)) {
      madeFrom.push(responseKeysOf(draft));
      fresh.push({ parents: [], ...draft, id: `g${round}-${fresh.length}` });
    }
    pool.push(...fresh.slice(0, target - pool.length));
  }
  return { rows: pool, rounds: round, madeFrom, ...made.record };
}

export async function foldRows<Params>(
  method: MeasureMethod<Params>,
  given: unknown,
  rows: readonly RowDraft[],
  failed = 0,
): Promise<Metrics> {
  const made = createWorld(method, withDefaults(method, given), {});
  const kept = rows.map((row, index) => ({ parents: [], ...row, id: row.id ?? `p${index}` }));
  return method.fold(sourceOf(kept), failed, made.contextFor('fold'));
}

/** What a method tells of several models together; nothing where it has no such fold. */
export async function foldAcross<Params>(
  method: MeasureMethod<Params>,
  given: unknown,
  byModel: Readonly<Record<string, readonly RowDraft[]>>,
  failed = 0,
): Promise<AcrossParts> {
  const made = createWorld(method, withDefaults(method, given), {});
  const parts = Object.entries(byModel).map(([model, rows]) => {
    const kept = rows.map((row, index) => ({ parents: [], ...row, id: row.id ?? `p${index}` }));
    return [model, { rows: sourceOf(kept), failed }] as const;
  });
  return (await method.across?.(Object.fromEntries(parts), made.contextFor('across'))) ?? {};
}

export async function tablesOf<Params>(
  method: MeasureMethod<Params>,
  given: unknown,
  rows: readonly RowDraft[],
  failed = 0,
): Promise<readonly ResultTable[]> {
  const made = createWorld(method, withDefaults(method, given), {});
  const kept = rows.map((row, index) => ({ parents: [], ...row, id: row.id ?? `p${index}` }));
  return (await method.tables?.({ rows: sourceOf(kept), failed }, made.contextFor('tables'))) ?? [];
}
