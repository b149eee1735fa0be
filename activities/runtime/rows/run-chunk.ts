import { LimbeckError, isLimbeckError } from '../../../src/core/errors.js';
import { responseKeysOf } from '../../../src/core/identity/made-from.js';
import type { WorkContext } from '../../../src/core/method.js';
import type { ChunkResult, RunChunkInput } from '../../../src/core/ports.js';
import type { Row, RowDraft } from '../../../src/core/record-kinds.js';
import type { ActivityDeps } from '../deps.js';
import { countsAsFailed, isUnusable } from './failed-rows.js';
import { firstInput } from './first-input.js';
import { methodContext, sideInputs } from './method-context.js';
import { openStep, type OpenStep } from '../step/open-step.js';
import { getMethod } from '../step/pinned-plan.js';
import { processRows } from './process-rows.js';
import { isRejected, workOnRow } from './put-aside.js';
import { createRemoteWait } from '../asking/remote-wait.js';
import { gatherBlocks, inputBlocks, takeBlock } from './row-blocks.js';
import { createRowNamer } from './row-of-draft.js';
import type { ActivityScope } from '../scope.js';
import { createStepAsking, type TaskAsking } from '../asking/step-asking.js';
import { createStepProgress, type StepProgress } from '../step/step-progress.js';

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
  const chunk = chunkName(input.part, input.from, input.to);
  const known = await deps.artifacts.getChunk(input.key, chunk);
  if (known && known.failed === 0) return { out: known.out, rejected: known.rejected, failed: 0 };

  const open = await openStep(deps, input);
  const progress = createStepProgress({
    deps,
    scope,
    run: input.run,
    step: input.step,
    part: input.part,
    chunk: Math.floor(input.from / chunkRows(open, input.part)),
  });
  const measured = open.step.shape === 'measure' ? input.part : undefined;
  const remote = createRemoteWait({
    deps,
    open,
    scope,
    progress,
    ...(measured === undefined ? {} : { model: measured }),
  });
  const early = await remote.lookAgain(input.waits_for ?? []);
  if (early) return early;
  const rows = await firstInput(deps, open, input.from, input.to);
  const asking = await createStepAsking({
    deps,
    open,
    scope,
    progress,
    work: chunk,
    refused: remote.refused,
    ...(measured === undefined ? {} : { model: measured }),
  });
  const side = sideInputs(deps, open);
  const tasks = asking.begin(rows.length);
  const outcomes = await remote.orWait(() =>
    processRows({
      items: rows,
      gate: asking.gate,
      lane: `${input.run}/${input.step}`,
      scope,
      work: (row, index) => doRow({ deps, open, scope, side, progress, measured, row, asking: tasks[index]! }),
    }).catch(async (error: unknown) => {
      // The run ends here: it is not to show less than it has paid.
      if (isLimbeckError(error) && error.kind === 'budget') await progress.finish().catch(() => undefined);
      throw error;
    }),
  );
  if ('waits' in outcomes) return outcomes;
  const failures = outcomes.flatMap(({ failure }) => failure ?? []);
  const made = outcomes.flatMap((outcome) => outcome.rows);
  const fresh = new Map(outcomes.flatMap(({ blocks }) => [...blocks]));
  const record = await deps.artifacts.putChunk(input.key, chunk, {
    rows: made,
    blocks: await gatherBlocks(open.step.produces, made, fresh, inputBlocks(deps, open)),
    rejected: outcomes.flatMap(({ aside }) => aside),
    rejected_rows: outcomes.filter(({ rejected }) => rejected).length,
    failures,
    calls: outcomes.flatMap(({ calls }) => calls),
    in: rows.length,
    answers: progress.answers,
  });
  await remote.settle();
  await progress.finish();
  return {
    out: record.out,
    rejected: record.rejected,
    failed: failures.filter((row) => countsAsFailed(open.step.shape, row)).length,
  };
}

function chunkRows({ step }: OpenStep, part: string): number {
  return step.parts.find(({ name }) => name === part)?.chunk_rows ?? 1;
}

interface RowWork {
  readonly deps: ActivityDeps;
  readonly open: OpenStep;
  readonly scope: ActivityScope;
  readonly side: (port: string) => Promise<readonly Row[]>;
  readonly progress: StepProgress;
  /** The model under measure. */
  readonly measured: string | undefined;
  readonly row: Row;
  readonly asking: TaskAsking;
}

async function doRow(work: RowWork): Promise<RowOutcome> {
  const { asking, progress, open } = work;
  const times = open.ref.retried?.times ?? 0;
  try {
    for (let retry = 0; ; retry++) {
      const outcome = await tryRow(work);
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

async function tryRow(work: RowWork): Promise<RowOutcome> {
  const { open, row, measured, asking } = work;
  const streamOf = measured === undefined ? row.id : `${measured}/${row.id}`;
  // Assigned, not spread: spreading would make the random stream that few methods look at.
  const made = await workOnRow(row, (reject) =>
    drafts(work, Object.assign(methodContext({ ...work, streamOf }), { reject })),
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

function drafts({ deps, open, row, measured }: RowWork, context: WorkContext<never>): AsyncIterable<RowDraft> {
  if (measured === undefined) return getMethod(deps.catalog, open.step, 'map').run(row, context);
  return getMethod(deps.catalog, open.step, 'measure').run(row, Object.assign(context, { model: measured }));
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
