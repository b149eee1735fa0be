import type { PlanLoop, PlanStep } from '../../../schemas/generated/plan.js';
import type { RunEvent } from '../../../schemas/generated/run-event.js';
import type { OpenRunInput, OpenRunResult, ScheduledLoop, ScheduledStep } from '../../../src/core/ports.js';
import type { ActivityDeps } from '../deps.js';
import { pinnedPlan } from './pinned-plan.js';

/** See RunStarted in schemas/run-event.schema.json. */
const EVENTS_FORMAT = 2;

/** What may be said between two attempts of this activity. */
const asides: ReadonlySet<RunEvent['type']> = new Set([
  'attempt-failed',
  'attempt-started',
  'engine-restarted',
  'worker-joined',
  'worker-left',
]);

/** Load and check the pinned plan, say that the run starts, and give the workflow its schedule. */
export async function openRun(deps: ActivityDeps, { run }: OpenRunInput): Promise<OpenRunResult> {
  const plan = await pinnedPlan(deps.runs, run);
  const events = await deps.runs.events(run);
  // An attempt of this activity that died after writing has left the line as the last one.
  if (events.findLast(({ type }) => !asides.has(type))?.type !== 'run-started')
    await deps.runs.append(run, {
      type: 'run-started',
      format: EVENTS_FORMAT,
      run,
      recipe: plan.recipe.name,
      attempt: 1 + events.filter(isStart).length,
      steps: plan.steps.map(({ id }) => id),
    });
  return {
    data: Object.keys(plan.data).toSorted(),
    steps: plan.steps.map(scheduled),
    ...(plan.loops ? { loops: plan.loops.map(scheduledLoop) } : {}),
  };
}

function isStart(event: RunEvent): boolean {
  return event.type === 'run-started';
}

function scheduled(step: PlanStep): ScheduledStep {
  return {
    id: step.id,
    shape: step.shape,
    needs: step.needs,
    data: [...new Set(step.inputs.filter(({ source }) => source === 'data').map(({ name }) => name))],
    parts: step.parts,
    activity: step.activity,
    when: step.when !== undefined,
    gate: step.gate !== undefined,
    max_failed_share: step.failures.max_share,
    ...(step.review ? { review: true } : {}),
    ...(step.loop ? { loop: step.loop } : {}),
  };
}

function scheduledLoop({ id, times, steps, needs, when }: PlanLoop): ScheduledLoop {
  return { id, times, steps, needs, when: when !== undefined };
}
