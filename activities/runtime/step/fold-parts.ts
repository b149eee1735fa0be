import type { ResultTable, StepRecord } from '../../../schemas/generated/artifact.js';
import type { MeasureMethod, MethodContext, Metrics, PartRows } from '../../../src/core/method.js';
import type { ActivityDeps } from '../deps.js';
import { openWork } from '../rows/open-work.js';
import type { ActivityScope } from '../scope.js';
import type { OpenStep } from './open-step.js';
import { getMethod } from './pinned-plan.js';

/** The rows of one model under measure, joined. */
export interface MeasuredPart {
  readonly model: string;
  readonly digest: string;
  readonly failed: number;
}

export interface FoldInput {
  readonly deps: ActivityDeps;
  readonly open: OpenStep;
  readonly scope: ActivityScope;
  /** In the plan's order. */
  readonly parts: readonly MeasuredPart[];
}

/** Metrics and tables by model, then what only all models together tell. */
export async function foldParts(input: FoldInput): Promise<Pick<StepRecord, 'metrics' | 'tables'>> {
  const method = getMethod(input.deps.catalog, input.open.step, 'measure');
  const metrics: Record<string, Metrics> = {};
  const byModel: Record<string, ResultTable[]> = {};
  const parts: Record<string, PartRows> = {};
  for (const { model, digest, failed } of input.parts) {
    const part = { rows: (await input.deps.artifacts.openDataSet(digest)).source, failed };
    parts[model] = part;
    metrics[model] = await inContext(input, model, (ctx) => method.fold(part.rows, failed, ctx));
    const tables = await inContext(input, model, async (ctx) => method.tables?.(part, ctx));
    if (tables && tables.length > 0) byModel[model] = [...tables];
  }
  const together = await foldAcross(input, method, parts);
  for (const [model, more] of Object.entries(together.metrics ?? {})) metrics[model] = { ...metrics[model], ...more };
  const across = [...(together.tables ?? [])];
  const hasTables = across.length > 0 || Object.keys(byModel).length > 0;
  return { metrics, ...(hasTables ? { tables: { by_model: byModel, across } } : {}) };
}

async function foldAcross(
  input: FoldInput,
  method: MeasureMethod,
  parts: Readonly<Record<string, PartRows>>,
): Promise<Awaited<ReturnType<NonNullable<MeasureMethod['across']>>>> {
  return method.across ? inContext(input, undefined, (ctx) => method.across!(parts, ctx)) : {};
}

/** A fold may ask, as rows do; over all models only those that help are there. */
async function inContext<T>(
  { deps, open, scope }: FoldInput,
  model: string | undefined,
  work: (ctx: MethodContext<never>) => Promise<T>,
): Promise<T> {
  const part = model ?? open.step.parts[0]!.name;
  const own = model === undefined ? { chunk: -2, name: 'across' } : { chunk: -1, name: `fold-${model}`, model };
  const opened = openWork({ deps, open, scope, part, ...own });
  const task = (await opened.openAsking()).begin(1)[0]!;
  const streamOf = model === undefined ? 'across' : `fold/${model}`;
  return work(opened.context(task, streamOf)).finally(() => task.end());
}
