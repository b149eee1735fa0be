import type { PlanStep } from '../../schemas/generated/plan.js';
import type { ReportModel } from '../../schemas/generated/report.js';
import { meantModel } from '../core/models/meant-model.js';
import { describeModels } from '../report/facts/provenance.js';
import { countSources, type RowsSource } from './count-sources.js';
import { outputDigest, type LineageNode, type RunLineage } from './run-lineage.js';

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
  readonly sources: readonly RowsSource[];
  readonly models: readonly ReportModel[];
}

/** From a trained model to its rows, counted by every step and data set they came through. */
export async function traceModel(
  lineage: RunLineage,
  { name, step, record }: LineageNode & { readonly step: PlanStep },
): Promise<ModelTrace> {
  const sets = step.inputs.flatMap((input) => {
    const node = lineage.nodes.get(input.name);
    const digest = node && outputDigest(node, input.output);
    return node === undefined || digest === undefined ? [] : [{ node, digest }];
  });
  const { rows, sources } = await countSources(lineage, sets);
  const names = new Set([...sources.flatMap(({ asked }) => asked), ...step.models.map(meantModel)]);
  const base = step.models.find(({ role }) => role === 'student');
  return {
    run: lineage.run,
    name,
    use: step.use,
    ...(record ? { model: record.outputs['model']! } : {}),
    ...(base ? { base: meantModel(base) } : {}),
    training_rows: rows,
    sources,
    models: describeModels(lineage).filter((model) => names.has(model.name)),
  };
}
