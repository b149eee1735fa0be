import type { StepRecord } from '../../../schemas/generated/artifact.js';
import { LimbeckError, isLimbeckError } from '../../../src/core/errors.js';
import { isMeasuring } from '../../../src/core/models/subjects.js';
import type { SealStepInput, StepOutput } from '../../../src/core/ports.js';
import type { Row } from '../../../src/core/record-kinds.js';
import type { ChunkRecord } from '../../../src/artifacts/contract.js';
import type { ActivityDeps } from '../deps.js';
import { createFailureTally, type FailureTally } from '../rows/failed-rows.js';
import { roundName, shortOfTarget } from '../rows/grow-round.js';
import { openStep, type OpenStep } from './open-step.js';
import { foldParts, type MeasuredPart } from './fold-parts.js';
import { chunkName } from '../rows/run-chunk.js';
import { breathe, type ActivityScope } from '../scope.js';
import { completeStep, countReason, findWholeStep, finishedFacts, outputOf, stepSpend } from './step-record.js';

interface Sealing {
  readonly deps: ActivityDeps;
  readonly open: OpenStep;
  readonly input: SealStepInput;
  readonly scope: ActivityScope;
  /** Chunks to join, in order, by output name. */
  readonly chunks: ReadonlyMap<string, readonly string[]>;
  /** Their records, read once. */
  readonly records: Map<string, ChunkRecord>;
  readonly counts: { in: number; answers: number };
  readonly reasons: Record<string, number>;
}

/** Join what chunks or rounds made into data sets, fold metrics, and write the record that says: complete. */
export async function sealStep(deps: ActivityDeps, input: SealStepInput, scope: ActivityScope): Promise<StepOutput> {
  const open = await openStep(deps, input);
  const sealing: Sealing = {
    deps,
    open,
    input,
    scope,
    chunks: chunksByOutput(input),
    records: new Map(),
    counts: { in: 0, answers: 0 },
    reasons: {},
  };
  try {
    const missing = await countChunks(sealing);
    await refuseTooManyFailed(sealing);
    if (missing !== undefined) throw chunkMissing(missing, input.step);
    const record = await writeRecord(sealing);
    await completeStep(deps, input, record);
    return outputOf(input.step, record, false);
  } catch (error) {
    if (!isLimbeckError(error) || !/^(chunk|artifact)-missing$/.test(error.code)) throw error;
    const record = await findWholeStep(deps.artifacts, input.key, open.step.produces);
    if (!record) throw error;
    await tellSealedBefore(deps, input, record);
    return outputOf(input.step, record, false);
  }
}

function chunkMissing(chunk: string, step: string): LimbeckError {
  return new LimbeckError({
    code: 'chunk-missing',
    message: `Part "${chunk}" of step "${step}" is gone from the artifact store.`,
    hint: 'Resume the run: what is missing is made again from the ledger.',
  });
}

/**
 * The work is cleared, but the record is there: an earlier attempt died before it could say so, or another run of the
 * same step was quicker.
 */
async function tellSealedBefore(deps: ActivityDeps, { run, step }: SealStepInput, record: StepRecord): Promise<void> {
  const answers = record.spend.calls + record.spend.reused;
  const spend = await stepSpend(deps, { run, step, answers });
  await deps.runs.append(run, { type: 'step-finished', step, reused: false, ...finishedFacts(record), spend });
}

function chunksByOutput({ chunkRows, rounds, rows }: SealStepInput): Map<string, readonly string[]> {
  if (rounds !== undefined) return new Map([['rows', Array.from({ length: rounds }, (_, round) => roundName(round))]]);
  const byPart = new Map<string, readonly string[]>();
  for (const [part, size] of Object.entries(chunkRows)) {
    const names: string[] = [];
    for (let from = 0; from < rows; from += size) names.push(chunkName(part, from, Math.min(rows, from + size)));
    byPart.set(part, names);
  }
  return byPart;
}

/** Fills `records` and `counts`; says the first chunk that is not there. */
async function countChunks({ deps, input, chunks, records, counts }: Sealing): Promise<string | undefined> {
  let missing: string | undefined;
  for (const name of [...chunks.values()].flat()) {
    const record = await deps.artifacts.getChunk(input.key, name);
    if (record) records.set(name, record);
    else missing ??= name;
    counts.in += record?.in ?? 0;
    counts.answers += record?.answers ?? 0;
  }
  return missing;
}

async function refuseTooManyFailed(sealing: Sealing): Promise<void> {
  const { open, input, chunks, records, deps } = sealing;
  const tally: FailureTally = createFailureTally(open.step.shape);
  for (const [name, record] of records) {
    if (record.failed === 0) continue;
    for await (const row of deps.artifacts.readChunk(input.key, name, 'failures')) tally.add(row);
  }
  const rows = input.rounds === undefined ? input.rows * chunks.size : sealing.counts.in;
  const problem = tally.tooMany(open.step, rows);
  if (problem) throw problem;
}

async function writeRecord(sealing: Sealing): Promise<StepRecord> {
  const { deps, open, input, scope, chunks, reasons } = sealing;
  const { step } = open;
  const all = [...chunks.values()].flat();
  const written = new Map<string, { readonly digest: string; readonly rows: number }>();
  const measures = isMeasuring(step);
  const kind = measures ? 'predictions' : step.produces;
  for (const [part, names] of chunks) {
    const output = measures ? part : (step.outputs[0] ?? 'rows');
    written.set(
      output,
      await deps.artifacts.joinChunks({ kind, key: input.key, chunks: inTurn(sealing, names), which: 'rows' }),
    );
  }
  const aside = {
    rejected: await deps.artifacts.writeDataSet('rejected', joined(sealing, all, 'rejected')),
    failures: await deps.artifacts.writeDataSet('failures', joined(sealing, all, 'failures')),
  };
  const calls = await deps.artifacts.joinChunks({
    kind: 'calls',
    key: input.key,
    chunks: inTurn(sealing, all),
    which: 'calls',
  });
  const out = [...written.values()].reduce((sum, { rows }) => sum + rows, 0);
  const short = step.shape === 'grow' ? shortOfTarget(deps, open, out) : undefined;
  return {
    key: input.key,
    ...(input.retried ? { retried: input.retried } : {}),
    use: step.use,
    complete: true,
    outputs: Object.fromEntries([...written].map(([name, { digest }]) => [name, digest])),
    ...(aside.rejected.rows > 0 ? { rejected: aside.rejected.digest } : {}),
    ...(aside.failures.rows > 0 ? { failures: aside.failures.digest } : {}),
    ...(calls.rows > 0 ? { calls: calls.digest } : {}),
    counts: {
      in: sealing.counts.in,
      out,
      ...rejectedCounts(sealing.records, aside.rejected.rows),
      failed: aside.failures.rows,
      reasons,
    },
    spend: await stepSpend(deps, { run: input.run, step: input.step, answers: sealing.counts.answers }),
    ...(measures ? await foldParts({ deps, open, scope, parts: measuredParts(sealing, written) }) : {}),
    duration_ms: deps.clock.now() - input.started_ms,
    ...(short === undefined ? {} : { warnings: [short] }),
  };
}

/** Names of chunks, as long as the step is wanted; others get a turn before each. */
async function* inTurn({ scope }: Sealing, names: readonly string[]): AsyncGenerator<string> {
  for (const name of names) {
    scope.signal.throwIfAborted();
    await breathe();
    yield name;
  }
}

/** Rows that were put aside, their reasons counted; chunks that have none are not opened. */
async function* joined(
  sealing: Sealing,
  names: readonly string[],
  which: 'rejected' | 'failures',
): AsyncGenerator<Row> {
  const { deps, input, records, reasons } = sealing;
  const some = names.filter((name) => holds(records.get(name), which));
  for await (const name of inTurn(sealing, some)) {
    for await (const row of deps.artifacts.readChunk(input.key, name, which)) {
      countReason(reasons, row[which === 'rejected' ? 'rejected_because' : 'failed_because']);
      yield row;
    }
  }
}

/** Rows of which nothing was left, and the drafts put aside where they are not as many. */
function rejectedCounts(
  records: ReadonlyMap<string, ChunkRecord>,
  drafts: number,
): { readonly rejected: number; readonly rejected_drafts?: number } {
  const rejected = [...records.values()].reduce((sum, record) => sum + record.rejected, 0);
  return { rejected, ...(drafts === rejected ? {} : { rejected_drafts: drafts }) };
}

function holds(record: ChunkRecord | undefined, which: 'rejected' | 'failures'): boolean {
  if (record === undefined) return true;
  return (which === 'rejected' ? (record.rejected_drafts ?? record.rejected) : record.failed) !== 0;
}

/** In the plan's order, with how many rows of each failed. */
function measuredParts(
  { chunks, records }: Sealing,
  written: ReadonlyMap<string, { readonly digest: string }>,
): readonly MeasuredPart[] {
  return [...written].map(([model, { digest }]) => ({
    model,
    digest,
    failed: (chunks.get(model) ?? []).reduce((sum, name) => sum + (records.get(name)?.failed ?? 0), 0),
  }));
}
