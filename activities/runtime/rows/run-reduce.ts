import type { StepRecord } from '../../../schemas/generated/artifact.js';
import { LimbeckError, isLimbeckError } from '../../../src/core/errors.js';
import { responseKeysOf } from '../../../src/core/identity/made-from.js';
import type { WorkContext, PutAside, ReduceMethod, RowSource } from '../../../src/core/method.js';
import type { StepOutput, WholeStepInput } from '../../../src/core/ports.js';
import type { Row, RowDraft } from '../../../src/core/record-kinds.js';
import type { ActivityDeps } from '../deps.js';
import { openWork, type Work } from './open-work.js';
import { openStep, type OpenStep } from '../step/open-step.js';
import { getMethod } from '../step/pinned-plan.js';
import { asideDraft } from './put-aside.js';
import { createRowChannel, type RowChannel } from './row-channel.js';
import { shapeCheck } from './record-shapes.js';
import { inputBlocks } from './row-blocks.js';
import { createRowNamer } from './row-of-draft.js';
import { createPace, type ActivityScope } from '../scope.js';
import { completeStep, countReason, findWholeStep, outputOf, stepSpend } from '../step/step-record.js';

interface Reducing {
  readonly open: OpenStep;
  readonly scope: ActivityScope;
  readonly work: Work;
  readonly outputs: ReadonlyMap<string, RowChannel>;
  readonly rejected: RowChannel;
  readonly reasons: Record<string, number>;
}

/** Reduce: the whole data set through one method, streaming from store to store. */
export async function runReduce(deps: ActivityDeps, input: WholeStepInput, scope: ActivityScope): Promise<StepOutput> {
  const open = await openStep(deps, input);
  const known = await findWholeStep(deps.artifacts, input.key, open.step.produces);
  if (known) {
    await completeStep(deps, input, known);
    return outputOf(input.step, known, false);
  }
  const names = open.step.outputs;
  const reducing: Reducing = {
    open,
    scope,
    work: openWork({ deps, open, scope, part: 'rows', chunk: 0, name: 'reduce' }),
    outputs: new Map(names.map((name) => [name, createRowChannel()])),
    rejected: createRowChannel(),
    reasons: {},
  };
  const blocks = inputBlocks(deps, open);
  const writing = Promise.all([
    deps.artifacts.writeDataSet('rejected', reducing.rejected.rows),
    ...names.map((name) => deps.artifacts.writeDataSet(open.step.produces, reducing.outputs.get(name)!.rows, blocks)),
  ]);
  writing.catch((error: unknown) => failAll(reducing, error));
  const [reduced, [rejected, ...written]] = await Promise.all([pump(deps, reducing), writing]);
  const calls = reduced.calls.length > 0 ? await deps.artifacts.writeDataSet('calls', reduced.calls) : undefined;
  const record: StepRecord = {
    key: input.key,
    use: open.step.use,
    complete: true,
    outputs: Object.fromEntries(names.map((name, place) => [name, written[place]!.digest])),
    ...(rejected.rows > 0 ? { rejected: rejected.digest } : {}),
    ...(calls ? { calls: calls.digest } : {}),
    counts: {
      in: reduced.rows,
      out: written.reduce((sum, { rows }) => sum + rows, 0),
      rejected: rejected.rows,
      failed: 0,
      reasons: reducing.reasons,
    },
    spend: await stepSpend(deps, { run: input.run, step: input.step, answers: reducing.work.progress.answers }),
    duration_ms: deps.clock.now() - input.started_ms,
  };
  await reducing.work.progress.finish();
  await completeStep(deps, input, record);
  return outputOf(input.step, record, false);
}

interface Reduced {
  /** Rows that went in. */
  readonly rows: number;
  readonly calls: readonly Row[];
}

/** Run the method into the channels; whatever happens they are ended, so that the writers end too. */
async function pump(deps: ActivityDeps, reducing: Reducing): Promise<Reduced> {
  try {
    const reduced = await reduce(deps, reducing);
    for (const channel of channelsOf(reducing)) channel.end();
    return reduced;
  } catch (error) {
    const known = asStepError(error, reducing.open);
    failAll(reducing, known);
    throw known;
  }
}

function channelsOf({ outputs, rejected }: Reducing): RowChannel[] {
  return [...outputs.values(), rejected];
}

/** A writer or the method failed: nobody must wait for the other. */
function failAll(reducing: Reducing, error: unknown): void {
  for (const channel of channelsOf(reducing)) channel.fail(error);
}

async function reduce(deps: ActivityDeps, reducing: Reducing): Promise<Reduced> {
  const { open, scope, work, outputs, rejected } = reducing;
  const { progress } = work;
  const method = getMethod(deps.catalog, open.step, 'reduce');
  const sources: Record<string, RowSource> = {};
  for (const { port } of open.step.inputs) {
    const digest = open.ref.inputs[port];
    if (digest !== undefined) sources[port] = cancellable((await deps.artifacts.openDataSet(digest)).source, scope);
  }
  const asking = (await work.openAsking()).begin(1)[0]!;
  const context: WorkContext<never> = Object.assign(work.context(asking, ''), {
    reject(reason: string, given?: PutAside) {
      countReason(reducing.reasons, reason);
      progress.rejected();
      const draft = asideDraft(reason, given);
      rejected.add({ ...draft, id: draft.id ?? '', parents: draft.parents ?? [] });
    },
  });
  const namer = createRowNamer({ stepKey: open.ref.key });
  const check = shapeCheck(deps, open);
  try {
    for await (const made of method.run(sources, context)) {
      const { output, row } = namedOutput(made, open);
      const channel = outputs.get(output);
      if (!channel) throw unknownOutput(output, open);
      const named = namer.name(row, []);
      asking.calls.credit(responseKeysOf(row), named.id);
      check(named);
      await channel.push(named);
      progress.done();
    }
  } finally {
    asking.end();
  }
  const rows = mainInputs(open, method.ports).reduce((sum, port) => sum + (sources[port]?.rows ?? 0), 0);
  return { rows, calls: asking.calls.rows() };
}

/** Rows that went in: the first port's, or all freely named inputs'. Reference sets beside them are not counted. */
function mainInputs({ step, ref }: OpenStep, ports: ReduceMethod['ports']): string[] {
  const connected = step.inputs.map(({ port }) => port).filter((port) => ref.inputs[port] !== undefined);
  if (!Object.hasOwn(ports, '*')) return connected.slice(0, 1);
  return connected.filter((port) => !Object.hasOwn(ports, port));
}

function namedOutput(
  made: RowDraft | { readonly output: string; readonly row: RowDraft },
  { step }: OpenStep,
): { readonly output: string; readonly row: RowDraft } {
  if (step.outputs.length > 1) return made as { readonly output: string; readonly row: RowDraft };
  return { output: step.outputs[0] ?? 'rows', row: made };
}

function unknownOutput(output: string, { step }: OpenStep): LimbeckError {
  return new LimbeckError({
    code: 'method-failed',
    message: `${step.use} made a row for the output "${output}"; it has ${step.outputs.join(', ')}.`,
    hint: 'This is a defect of the method.',
  });
}

/** Reads end when the run is cancelled, and let timers and sockets have their turn. */
function cancellable(source: RowSource, scope: ActivityScope): RowSource {
  return {
    rows: source.rows,
    async *read(from, to) {
      const pace = createPace();
      for await (const row of source.read(from, to)) {
        scope.signal.throwIfAborted();
        yield row;
        if (pace.isDue) await pace.breathe();
      }
    },
  };
}

function asStepError(error: unknown, { step }: OpenStep): unknown {
  if (isLimbeckError(error) || !(error instanceof TypeError || error instanceof RangeError)) return error;
  return new LimbeckError({
    code: 'method-failed',
    message: `${step.use} broke in step "${step.id}": ${error.message}`,
    hint: 'This is a defect of the method, or of a row it did not expect.',
    cause: error,
  });
}
