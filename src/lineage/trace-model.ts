import type { StepRecord } from '../../schemas/generated/artifact.js';
import type { PlanStep } from '../../schemas/generated/plan.js';
import type { ReportModel } from '../../schemas/generated/report.js';
import { describeModels } from '../report/provenance.js';
import { outputDigest, type LineageNode, type RunLineage } from './run-lineage.js';
import { walkRows } from './walk-rows.js';

/** A data set or step whose rows stand behind a model. */
export interface ModelSource {
  readonly name: string;
  readonly use?: string;
  /** Of a data set. */
  readonly file?: string;
  readonly license?: string;
  /** Rows of it that a training row came from, of all it has. */
  readonly rows: number;
  readonly of: number;
  readonly rejected: number;
  readonly failed: number;
  /** Models it asked. */
  readonly asked: readonly string[];
  readonly spend?: StepRecord['spend'];
}

export interface ModelTrace {
  readonly run: string;
  readonly name: string;
  readonly use: string;
  /** Digest in the artifact store. */
  readonly model?: string;
  /** Model it was trained from, as the recipe names it. */
  readonly base?: string;
  readonly training_rows: number;
  /** Nearest the training first. */
  readonly sources: readonly ModelSource[];
  readonly models: readonly ReportModel[];
}

/** From a trained model to its rows, counted by every step and data set they came through. */
export async function traceModel(
  lineage: RunLineage,
  node: LineageNode & { readonly step: PlanStep },
): Promise<ModelTrace> {
  const counts = new Map<LineageNode, number>();
  let trainingRows = 0;
  for (const { name, output } of node.step.inputs) {
    const input = lineage.nodes.get(name);
    const digest = input && outputDigest(input, output);
    if (!input || digest === undefined) continue;
    const ids = await idsOf(lineage, digest);
    trainingRows += ids.length;
    await walkRows({
      lineage,
      start: { node: input, digest, ids },
      keep: ({ id, parents }) => ({ id, parents }),
      onRow: (row) => counts.set(row.node, (counts.get(row.node) ?? 0) + 1),
    });
  }
  const sources = [...counts].map(([source, rows]) => modelSource(source, rows));
  const names = new Set([
    ...sources.flatMap(({ asked }) => asked),
    ...node.step.models.map(({ of, name }) => of ?? name),
  ]);
  const base = node.step.models.find(({ role }) => role === 'student');
  return {
    run: lineage.run,
    name: node.name,
    use: node.step.use,
    ...(node.record ? { model: node.record.outputs['model']! } : {}),
    ...(base ? { base: base.of ?? base.name } : {}),
    training_rows: trainingRows,
    sources,
    models: describeModels(lineage).filter(({ name }) => names.has(name)),
  };
}

function modelSource({ name, step, data, record }: LineageNode, rows: number): ModelSource {
  const { out = rows, rejected = 0, failed = 0 } = record?.counts ?? {};
  const asked = (step?.models ?? []).map(({ of, name: model }) => of ?? model);
  return {
    name,
    ...(step ? { use: step.use } : {}),
    ...(data ? { file: data.file, ...(data.license === undefined ? {} : { license: data.license }) } : {}),
    rows,
    of: out,
    rejected,
    failed,
    asked,
    ...(record && asked.length > 0 ? { spend: record.spend } : {}),
  };
}

async function idsOf({ artifacts }: RunLineage, digest: string): Promise<string[]> {
  const ids: string[] = [];
  const { source } = await artifacts.openDataSet(digest);
  for await (const { id } of source.read()) ids.push(id);
  return ids;
}
