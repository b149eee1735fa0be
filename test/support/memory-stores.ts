import { chunkRecordOf } from '../../src/artifacts/chunk-record.js';
import { digestOf } from '../../src/core/digest.js';
import { LimbeckError } from '../../src/core/errors.js';
import type { Row } from '../../src/core/record-kinds.js';
import type { ArtifactStore, ChunkContent, ChunkRecord, ReadBlock } from '../../src/artifacts/contract.js';
import { blockMissing } from '../../src/artifacts/block-missing.js';
import { blockOf } from '../../src/core/side-block.js';
import type { DataSetManifest, StepRecord } from '../../schemas/generated/artifact.js';
import type { Plan } from '../../schemas/generated/plan.js';
import type { RunEvent } from '../../schemas/generated/run-event.js';
import type { Ledger, LedgerEntry } from '../../src/ledger/contract.js';
import type { Approval, RunStore, RunSummary } from '../../src/runs/contract.js';

/** Stores that forget: for tests of what uses a store, where the file adapters would only cost time. */
export interface MemoryArtifacts extends ArtifactStore {
  readonly sets: Map<string, { readonly manifest: DataSetManifest; readonly rows: readonly Row[] }>;
  readonly steps: Map<string, StepRecord>;
  readonly chunks: Map<string, ChunkContent & { readonly record: ChunkRecord }>;
  rowsOf(digest: string): readonly Row[];
}

export function createMemoryArtifacts(workFolder = '/nowhere'): MemoryArtifacts {
  const sets: MemoryArtifacts['sets'] = new Map();
  const steps = new Map<string, StepRecord>();
  const chunks: MemoryArtifacts['chunks'] = new Map();
  const missing = (digest: string): LimbeckError =>
    new LimbeckError({ code: 'artifact-missing', message: `No artifact ${digest}.` });
  const getSet = (digest: string): { readonly manifest: DataSetManifest; readonly rows: readonly Row[] } => {
    const found = sets.get(digest);
    if (!found) throw missing(digest);
    return found;
  };
  const kept = new Map<string, Uint8Array>();
  const keepBlocks = async (kind: string, rows: readonly Row[], read: ReadBlock): Promise<void> => {
    for (const row of rows) {
      const named = blockOf(kind, row);
      if (!named) continue;
      const block = await read(named.digest);
      if (!block) throw blockMissing(named.digest);
      kept.set(named.digest, block);
    }
  };
  const keep = (kind: string, rows: readonly Row[]): DataSetManifest => {
    const manifest: DataSetManifest = { type: 'data-set', digest: digestOf(rows), kind, rows: rows.length, shards: [] };
    sets.set(manifest.digest, { manifest, rows });
    return manifest;
  };
  const getChunk = (key: string, chunk: string): ChunkContent => {
    const found = chunks.get(`${key}/${chunk}`);
    if (!found) throw missing(chunk);
    return found;
  };
  return {
    sets,
    steps,
    chunks,
    rowsOf: (digest) => getSet(digest).rows,
    async writeDataSet(kind, rows, blocks = () => Promise.resolve(undefined)) {
      const all: Row[] = [];
      for await (const row of rows) all.push(row);
      await keepBlocks(kind, all, blocks);
      return keep(kind, all);
    },
    async openDataSet(digest) {
      const { manifest, rows } = getSet(digest);
      const read = async function* (from = 0, to = rows.length): AsyncGenerator<Row> {
        yield* rows.slice(from, to);
      };
      return { ...manifest, source: { rows: rows.length, read }, block: async (wanted) => kept.get(wanted) };
    },
    async placeSide() {
      throw new Error('Not kept in memory.');
    },
    async importModel() {
      throw new Error('Not kept in memory.');
    },
    async openModel(digest) {
      if (!digest.startsWith('model')) throw missing(digest);
      return { manifest: { type: 'model', digest, files: [] }, folder: `/models/${digest}` };
    },
    getStep: async (key) => steps.get(key),
    async putStep(record) {
      steps.set(record.key, record);
    },
    timesRetried: async (key) =>
      Math.max(0, ...[...steps.values()].flatMap(({ retried }) => (retried?.of === key ? [retried.times] : []))),
    getChunk: async (key, chunk) => chunks.get(`${key}/${chunk}`)?.record,
    async putChunk(key, chunk, content) {
      const record = chunkRecordOf(content);
      chunks.set(`${key}/${chunk}`, { ...content, record });
      return record;
    },
    async *readChunk(key, chunk, which) {
      yield* getChunk(key, chunk)[which];
    },
    async joinChunks({ kind, key, chunks: names, which }) {
      const rows: Row[] = [];
      for await (const name of names) {
        const chunk = getChunk(key, name);
        rows.push(...chunk[which]);
        if (which === 'rows') await keepBlocks(kind, chunk.rows, async (digest) => chunk.blocks?.get(digest));
      }
      return keep(kind, rows);
    },
    workFolder: async (key) => `${workFolder}/${key}`,
    async clearWork(key) {
      for (const name of chunks.keys()) if (name.startsWith(`${key}/`)) chunks.delete(name);
    },
  };
}

export interface MemoryRuns extends RunStore {
  readonly log: Map<string, RunEvent[]>;
  /** Review files by run and path. */
  readonly reviews: ReadonlyMap<string, { readonly review: string; readonly text: string }>;
}

/** Every event has the same time. */
export function createMemoryRuns(): MemoryRuns {
  const plans = new Map<string, Plan>();
  const raisedBudgets = new Map<string, Pick<RunSummary, 'budget' | 'step_budgets'>>();
  const retries = new Map<string, Readonly<Record<string, number>>>();
  const log = new Map<string, RunEvent[]>();
  const reviews = new Map<string, { readonly review: string; readonly text: string }>();
  const approvals = new Map<string, Approval>();
  const at = '2026-01-01T00:00:00.000Z';
  const getPlan = (run: string): Plan => {
    const plan = plans.get(run);
    if (!plan) throw new LimbeckError({ code: 'unknown-run', message: `There is no run "${run}".` });
    return plan;
  };
  return {
    log,
    reviews,
    async create(run, plan) {
      if (plans.has(run)) throw new LimbeckError({ code: 'run-exists', message: `There is a run "${run}".` });
      plans.set(run, plan);
      log.set(run, []);
    },
    async summary(run) {
      const retried = retries.get(run);
      return {
        run,
        recipe: getPlan(run).recipe.name,
        created_at: at,
        ...raisedBudgets.get(run),
        ...(retried ? { retries: retried } : {}),
      };
    },
    plan: async (run) => getPlan(run),
    async raiseBudget(run, raised) {
      raisedBudgets.set(run, { ...raisedBudgets.get(run), ...raised });
    },
    async retryFailed(run, more) {
      retries.set(run, { ...retries.get(run), ...more });
    },
    list: async () => [...plans].map(([run, plan]) => ({ run, recipe: plan.recipe.name, created_at: at })),
    async append(run, event) {
      log.get(run)?.push({ at, ...event });
    },
    events: async (run) => [...(log.get(run) ?? [])],
    async *follow(run) {
      yield* log.get(run) ?? [];
    },
    async stepKeys(run) {
      const keys: Record<string, string> = {};
      for (const event of log.get(run) ?? []) if (event.type === 'step-started') keys[event.step] = event.key;
      return keys;
    },
    async openReview(run, { step, review, text }) {
      const file = `reviews/${step}.jsonl`;
      const name = `${run}/${file}`;
      if (reviews.get(name)?.review !== review) reviews.set(name, { review, text });
      return file;
    },
    async approve(run, step, approval) {
      approvals.set(`${run}/${step}`, approval);
    },
    approval: async (run, step) => approvals.get(`${run}/${step}`),
    writeReport: async () => ({ json: '', html: '' }),
    readReport: async () => undefined,
    folder: (run) => `/runs/${run}`,
  };
}

export function createMemoryLedger(): Ledger {
  const entries = new Map<string, LedgerEntry>();
  const gpu: { run: string; step: string; ms: number }[] = [];
  const put = (entry: LedgerEntry): LedgerEntry => {
    const stands = entries.get(entry.key) ?? entry;
    entries.set(entry.key, stands);
    return stands;
  };
  return {
    get: async (key) => entries.get(key),
    put: async (entry) => put(entry),
    putMany: async (many) => many.map(put),
    async spend(run, step) {
      const isAsked = (by: { readonly run: string; readonly step: string }): boolean =>
        run === undefined || (by.run === run && (step === undefined || by.step === step));
      const own = [...entries.values()].filter(isAsked);
      const held = gpu.filter(isAsked);
      const sum = (pick: (entry: LedgerEntry) => number): number =>
        own.reduce((total, entry) => total + pick(entry), 0);
      return {
        calls: own.length,
        prompt_tokens: sum(({ answer }) => answer.usage.prompt_tokens),
        completion_tokens: sum(({ answer }) => answer.usage.completion_tokens),
        cost_nanousd: sum(({ cost_nanousd }) => cost_nanousd ?? 0),
        unpriced: own.filter(({ cost_nanousd }) => cost_nanousd === undefined).length,
        ...(held.length === 0 ? {} : { gpu_ms: held.reduce((total, { ms }) => total + ms, 0) }),
      };
    },
    addGpuTime: async (spent) => void gpu.push(spent),
    count: async () => entries.size,
    size: async () => 0,
    async *scan() {
      yield* entries.values();
    },
    verify: async () => ({ entries: entries.size, corrupt: [] }),
    close: async () => undefined,
  };
}
