import { LimbeckError, isLimbeckError } from '../../../src/core/errors.js';
import { responseKeysOf } from '../../../src/core/identity/made-from.js';
import type { WorkContext } from '../../../src/core/method.js';
import { isMeasuring } from '../../../src/core/models/subjects.js';
import type { ChunkResult, RunChunkInput } from '../../../src/core/ports.js';
import type { Row, RowDraft } from '../../../src/core/record-kinds.js';
import type { ActivityDeps } from '../deps.js';
import { countsAsFailed, isUnusable } from './failed-rows.js';
import { firstInput } from './first-input.js';
import { openWork, type Work } from './open-work.js';
import { openStep, type OpenStep } from '../step/open-step.js';
import { getMethod } from '../step/pinned-plan.js';
import { processRows } from './process-rows.js';
import { isRejected, workOnRow } from './put-aside.js';
import { makeShared, type SharedWork } from './shared-work.js';
import { createRemoteWait } from '../asking/remote-wait.js';
import { shapeCheck } from './record-shapes.js';
import { gatherBlocks, inputBlocks, takeBlock } from './row-blocks.js';
import { createRowNamer } from './row-of-draft.js';
import type { ActivityScope } from '../scope.js';
import type { StepAsking, TaskAsking } from '../asking/step-asking.js';

/** What became of one input row. */
interface RowOutcome {
  readonly rows: readonly Row[];
  /** Blocks that `rows` name and that were made here, by digest. */
  readonly blocks: ReadonlyMap<string, Uint8Array>;
  /** What of it was put aside. */
  readonly aside: readonly Row[];
  /** Nothing was made of it, and something put aside. */
  readonly rejected: boolean;
  readonly failure?: Row;
  readonly calls: readonly Row[];
}

/** Name of a chunk's record, for whoever joins them. */
export function chunkName(part: string, from: number, to: number): string {
  return `${part}-${from}-${to}`;
}

/** Map and measure: the method over rows [from, to) of one part. A chunk that is there and without failures is done. */
export async function runChunk(deps: ActivityDeps, input: RunChunkInput, scope: ActivityScope): Promise<ChunkResult> {
  const name = chunkName(input.part, input.from, input.to);
  const known = await deps.artifacts.getChunk(input.key, name);
  if (known && known.failed === 0) return { out: known.out, rejected: known.rejected, failed: 0 };

  const open = await openStep(deps, input);
  const measured = isMeasuring(open.step) ? input.part : undefined;
  const model = measured === undefined ? {} : { model: measured };
  const chunk = Math.floor(input.from / chunkRows(open, input.part));
  const at = { deps, open, scope };
  const work = openWork({ ...at, part: input.part, chunk, name, ...model });
  const remote = createRemoteWait({ ...at, progress: work.progress, ...model });
  const early = await remote.lookAgain(input.waits_for ?? []);
  if (early) return early;
  const rows = await firstInput(deps, open, input.from, input.to);
  const asking = await work.openAsking(remote.refused);
  const done = await remote.orWait(() => doRows({ ...at, work, measured, lane: laneOf(input) }, asking, rows));
  if ('waits' in done) return done;
  const result = await keepChunk(at, input, name, { ...done, in: rows.length, answers: work.progress.answers });
  await remote.settle();
  await work.progress.finish();
  return result;
}

function laneOf({ run, step }: RunChunkInput): string {
  return `${run}/${step}`;
}

function chunkRows({ step }: OpenStep, part: string): number {
  return step.parts.find(({ name }) => name === part)?.chunk_rows ?? 1;
}

interface ChunkWork {
  readonly deps: ActivityDeps;
  readonly open: OpenStep;
  readonly scope: ActivityScope;
  readonly work: Work;
  /** The model under measure. */
  readonly measured: string | undefined;
  readonly lane: string;
}

interface RowWork extends ChunkWork {
  readonly row: Row;
  readonly shared: SharedWork;
  readonly asking: TaskAsking;
}

interface DoneWork {
  readonly outcomes: readonly RowOutcome[];
  /** What was asked for all rows at once. */
  readonly sharedCalls: readonly Row[];
}

async function doRows(chunk: ChunkWork, asking: StepAsking, rows: readonly Row[]): Promise<DoneWork> {
  try {
    const shared = await makeShared(chunk, asking);
    const tasks = asking.begin(rows.length);
    const outcomes = await processRows({
      items: rows,
      gate: asking.gate,
      lane: chunk.lane,
      scope: chunk.scope,
      work: (row, index) => doRow({ ...chunk, row, shared, asking: tasks[index]! }),
    });
    return { outcomes, sharedCalls: shared.calls };
  } catch (error) {
    // The run ends here: it is not to show less than it has paid.
    if (isLimbeckError(error) && error.kind === 'budget') await chunk.work.progress.finish().catch(() => undefined);
    throw error;
  }
}

interface DoneRows extends DoneWork {
  /** Rows that went in. */
  readonly in: number;
  readonly answers: number;
}

async function keepChunk(
  { deps, open }: Pick<ChunkWork, 'deps' | 'open'>,
  { key }: RunChunkInput,
  name: string,
  { outcomes, sharedCalls, ...counts }: DoneRows,
): Promise<ChunkResult> {
  const failures = outcomes.flatMap(({ failure }) => failure ?? []);
  const rows = outcomes.flatMap((outcome) => outcome.rows);
  rows.forEach(shapeCheck(deps, open));
  const made = new Map(outcomes.flatMap(({ blocks }) => [...blocks]));
  const { out, rejected } = await deps.artifacts.putChunk(key, name, {
    ...counts,
    rows,
    blocks: await gatherBlocks(open.step.produces, rows, made, inputBlocks(deps, open)),
    rejected: outcomes.flatMap(({ aside }) => aside),
    rejected_rows: outcomes.filter(({ rejected: isOne }) => isOne).length,
    failures,
    calls: [...sharedCalls, ...outcomes.flatMap(({ calls }) => calls)],
  });
  return { out, rejected, failed: failures.filter((row) => countsAsFailed(open.step.shape, row)).length };
}

async function doRow(row: RowWork): Promise<RowOutcome> {
  const { asking, open } = row;
  const { progress } = row.work;
  const times = open.ref.retried?.times ?? 0;
  try {
    for (let retry = 0; ; retry++) {
      const outcome = await tryRow(row);
      const { failure, rejected } = outcome;
      // Where a model is measured an unusable reply is its answer: asking until it is right would flatter it.
      if (failure && retry < times && open.step.shape === 'map' && isUnusable(failure)) {
        asking.again();
        continue;
      }
      if (failure) progress.failed();
      else if (rejected) progress.rejected();
      else progress.done();
      return outcome;
    }
  } finally {
    asking.end();
  }
}

async function tryRow(rowWork: RowWork): Promise<RowOutcome> {
  const { open, row, measured, asking, work } = rowWork;
  const streamOf = measured === undefined ? row.id : `${measured}/${row.id}`;
  // Assigned, not spread: spreading would make the random stream that few methods look at.
  const made = await workOnRow(row, (reject) =>
    drafts(rowWork, Object.assign(work.context(asking, streamOf), { reject })),
  );
  const { aside, error } = made;
  if (error !== undefined) {
    const failure = rowFailure(error, open, row);
    return { rows: [], blocks: new Map(), aside, rejected: false, failure, calls: asking.calls.rows([row.id]) };
  }
  const namer = createRowNamer({ stepKey: measured === undefined ? open.namedBy : `${open.namedBy}/${measured}` });
  const blocks = new Map<string, Uint8Array>();
  const rows = made.drafts.map((draft) => {
    const named = takeBlock(open.step.produces, namer.name(draft, [row.id]), blocks);
    asking.calls.credit(responseKeysOf(draft), named.id);
    return named;
  });
  return { rows, blocks, aside, rejected: isRejected(made), calls: asking.calls.rows([row.id]) };
}

function drafts({ deps, open, row, measured, shared }: RowWork, context: WorkContext<never>): AsyncIterable<RowDraft> {
  if (measured === undefined) return getMethod(deps.catalog, open.step, 'map').run(row, context);
  const method = getMethod(deps.catalog, open.step, 'measure');
  return method.run(row, Object.assign(context, { model: measured, shared: shared.value() as never }));
}

/** The row with why it failed; anything that is not this row's own trouble is thrown on. */
function rowFailure(error: unknown, { step }: OpenStep, row: Row): Row {
  if (isLimbeckError(error)) {
    if (error.kind !== 'row') throw error;
    const { code, message, hint } = error;
    return { ...row, failed_because: code, error: message, ...(hint === undefined ? {} : { error_hint: hint }) };
  }
  if (error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError)
    throw new LimbeckError({
      code: 'method-failed',
      message: `${step.use} broke on row ${row.id} of step "${step.id}": ${error.message}`,
      hint: 'This is a defect of the method, or of a row it did not expect.',
      cause: error,
    });
  throw error;
}
