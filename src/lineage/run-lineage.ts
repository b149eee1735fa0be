import type { StepRecord } from '../../schemas/generated/artifact.js';
import type { Plan, PlanData, PlanStep } from '../../schemas/generated/plan.js';
import type { ArtifactStore } from '../artifacts/contract.js';
import { applyEvent, createRunView, type RunView } from '../core/run/run-view.js';
import type { StepView } from '../core/run/step-view.js';
import { keptName } from '../core/identity/kept-name.js';
import { importKey } from '../core/identity/step-key.js';
import type { RunStore } from '../runs/contract.js';

/** A data set of the recipe or a step: something that rows are read from. */
export interface LineageNode {
  readonly name: string;
  /** Exactly one of the two. */
  readonly data?: PlanData;
  readonly step?: PlanStep;
  /** Absent until it is complete. */
  readonly record?: StepRecord;
  /** What the run's events say of the step. */
  readonly view?: StepView;
}

/**
 * A run as rows see it: every data set and step by name, data first, steps in dependency order; then other names for the
 * steps of kept rounds.
 */
export interface RunLineage {
  readonly run: string;
  readonly plan: Plan;
  readonly nodes: ReadonlyMap<string, LineageNode>;
  readonly artifacts: ArtifactStore;
}

export async function readRunLineage(
  run: string,
  { runs, artifacts }: { readonly runs: RunStore; readonly artifacts: ArtifactStore },
): Promise<RunLineage> {
  const plan = await runs.plan(run);
  const view = createRunView();
  for (const event of await runs.events(run)) applyEvent(view, event);
  const nodes = new Map<string, LineageNode>();
  const add = async (node: LineageNode, key: string | undefined): Promise<void> => {
    const record = key === undefined ? undefined : await artifacts.getStep(key);
    nodes.set(node.name, { ...node, ...(record ? { record } : {}) });
  };
  for (const data of Object.values(plan.data)) await add({ name: data.name, data }, importKey(data));
  for (const step of plan.steps) {
    const seen = view.steps.get(step.id);
    await add({ name: step.id, step, ...(seen ? { view: seen } : {}) }, seen?.key);
  }
  for (const [alias, id] of keptNames(plan, view)) nodes.set(alias, nodes.get(id)!);
  return { run, plan, nodes, artifacts };
}

/** A loop's steps are read after it under names of their own, which mean those of the round that was kept. */
function keptNames(plan: Plan, view: RunView): (readonly [string, string])[] {
  return plan.steps.flatMap(({ id, loop }) =>
    loop && view.loops.get(loop.id)?.kept === loop.round ? [[keptName(loop.id, loop.step), id] as const] : [],
  );
}

/** Digest of one of a node's outputs; of its only one where none is named. */
export function outputDigest({ record }: LineageNode, output?: string): string | undefined {
  return output === undefined ? Object.values(record?.outputs ?? {})[0] : record?.outputs[output];
}
