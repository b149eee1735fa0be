import type { Plan, PlanStep } from '../../../schemas/generated/plan.js';
import { LimbeckError } from '../../core/errors.js';
import { suggest } from '../../recipe/problems/problem-list.js';

export interface PreviewPlan {
  /** The step and what it needs; growing steps grow no more than the rows wanted, and any row may fail. */
  readonly plan: Plan;
  /** Data sets that are read whole: examples to grow from, and what rows are compared with. */
  readonly whole: ReadonlySet<string>;
}

/**
 * A plan cut down to try one step on a few rows. Throws `unknown-step`, and `preview-needs-training` where the step stands
 * behind a training: a few rows teach nothing.
 */
export function previewPlan(plan: Plan, stepId: string, rows: number): PreviewPlan {
  const step = getStep(plan, stepId);
  const needed = ancestors(plan, step);
  const trained = needed.find(({ shape }) => shape === 'train');
  const looped = [...needed].flatMap(({ needs }) => needs).find((need) => plan.loops?.some(({ id }) => id === need));
  if (trained || looped !== undefined) {
    throw new LimbeckError({
      code: 'preview-needs-training',
      message:
        trained === step
          ? `Step "${stepId}" trains; a preview does not.`
          : `Step "${stepId}" needs what "${trained?.id ?? looped}" trains; a preview trains nothing.`,
      hint: 'Preview a step before it, or run the recipe and look at rows with `limbeck records RUN/STEP`.',
    });
  }
  const steps = needed.map((each) => cutDown(each, rows));
  const used = new Set(
    steps.flatMap(({ inputs }) => inputs.filter(({ source }) => source === 'data').map(({ name }) => name)),
  );
  const data = Object.fromEntries(Object.entries(plan.data).filter(([name]) => used.has(name)));
  const { loops: _loops, ...rest } = plan;
  return { plan: { ...rest, data, steps }, whole: wholeData(steps) };
}

function getStep({ steps }: Plan, id: string): PlanStep {
  const found = steps.find((step) => step.id === id);
  if (found) return found;
  throw new LimbeckError({
    code: 'unknown-step',
    message: `The recipe has no step "${id}".`,
    hint: suggest(
      id,
      steps.map((step) => step.id),
      'steps',
    ),
  });
}

/** The step and all it needs, in the plan's order. */
function ancestors({ steps }: Plan, step: PlanStep): readonly PlanStep[] {
  const wanted = new Set([step.id]);
  for (const each of steps.toReversed()) if (wanted.has(each.id)) for (const need of each.needs) wanted.add(need);
  return steps.filter(({ id }) => wanted.has(id));
}

/** Reviews wait for nobody, batches are no wait for a few rows, gates and `when` decide nothing: every step is to be seen. */
function cutDown(step: PlanStep, rows: number): PlanStep {
  const { review: _review, gate: _gate, when: _when, mode: _mode, ...rest } = step;
  const target = step.with['target'];
  const fewer = step.shape === 'grow' && typeof target === 'number' ? { target: Math.min(target, rows) } : {};
  return {
    ...rest,
    with: { ...step.with, ...fewer },
    identity: { ...step.identity, with: { ...(step.identity['with'] as Record<string, unknown>), ...fewer } },
    failures: { max_share: 1 },
  };
}

function wholeData(steps: readonly PlanStep[]): ReadonlySet<string> {
  const firsts = steps.filter(({ shape }) => shape !== 'grow').flatMap(({ inputs }) => inputs.slice(0, 1));
  const cut = new Set(firsts.filter(({ source }) => source === 'data').map(({ name }) => name));
  const all = steps.flatMap(({ inputs }) => inputs.filter(({ source }) => source === 'data').map(({ name }) => name));
  return new Set(all.filter((name) => !cut.has(name)));
}
