import type { PlanActivity, PlanMeasures, PlanStep } from '../../../schemas/generated/plan.js';
import { meantModel } from '../../core/models/meant-model.js';
import type { IdentityModel } from '../../core/identity/step-key.js';
import type { Compiling, ResolvedStep } from '../compiling.js';
import { estimateStep } from './estimate.js';
import { fromNothing } from './from-nothing.js';
import type { MeasureTraits } from '../traits.js';
import { partsOf, placeOf } from './step-parts.js';

/** Rows that may fail before a step does, unless the recipe says otherwise. */
const defaultFailures = { max_share: 0.01 };

const minute = 60_000;
const hour = 60 * minute;

/** A resolved step as the plan has it. */
export function planStep(compiling: Compiling, step: ResolvedStep): PlanStep {
  const { draft, traits, flow } = step;
  const { produces } = traits;
  const { estimate } = estimateStep(step, compiling.models);
  const { loop } = draft;
  const rows = produces !== 'model' && produces !== 'metrics';
  return {
    id: step.id,
    use: `${traits.stage}/${traits.id}`,
    stage: traits.stage,
    method: traits.id,
    method_version: traits.version,
    shape: traits.shape,
    inputs: step.inputs.map(({ plan }) => plan),
    models: [...step.models],
    needs: [...step.needs],
    with: { ...step.with },
    produces: rows ? (flow.kind ?? 'document') : produces,
    outputs: produces === 'model' ? ['model'] : [...(traits.outputs ?? ['rows'])],
    columns: rows ? [...(flow.columns ?? [])] : [],
    ...(step.when === undefined ? {} : { when: step.when }),
    ...(draft.gate === undefined ? {} : { gate: draft.gate }),
    ...(draft.budget ? { budget: draft.budget } : {}),
    failures: draft.failures ?? defaultFailures,
    parts: partsOf(compiling, step),
    activity: activityOf(compiling, step),
    identity: identityOf(compiling, step),
    estimate: loop?.maybe ? fromNothing(estimate) : estimate,
    ...(loop ? { loop: { id: loop.id, round: loop.round, step: loop.step } } : {}),
    ...(draft.review ? { review: draft.review } : {}),
    ...(draft.mode === 'batch' ? { mode: draft.mode } : {}),
    ...(traits.measures ? { measures: planMeasures(traits.measures) } : {}),
  };
}

/** Every activity beats each five seconds, whatever it does: a worker that is silent for six beats is gone. */
const heartbeatMs = 30_000;

/** Timeouts and retries as data, by what the step does: ask an endpoint, compute, or hold a device. */
function activityOf(compiling: Compiling, { traits, models }: ResolvedStep): PlanActivity {
  const places = models.map((model) => placeOf(compiling, model).place);
  if (traits.shape === 'train') {
    // A trainer that dies without coming further is given up by the attempt itself; one that comes further may die often.
    return {
      start_to_close_ms: 24 * hour,
      heartbeat_ms: heartbeatMs,
      retry: { initial_ms: 5000, backoff: 2, max_ms: minute, attempts: 1000 },
    };
  }
  const asking = { initial_ms: 5000, backoff: 2, max_ms: 5 * minute, attempts: 20 };
  if (places.some((place) => place !== 'online'))
    return { start_to_close_ms: 24 * hour, heartbeat_ms: heartbeatMs, retry: asking };
  if (places.includes('online')) return { start_to_close_ms: hour, heartbeat_ms: heartbeatMs, retry: asking };
  return { start_to_close_ms: hour, heartbeat_ms: heartbeatMs, retry: { ...asking, attempts: 3 } };
}

/** All of the step key but what is known only at run time. Never in it: id, queue, chunks, budget, failures, prices. */
function identityOf(compiling: Compiling, { traits, models, identityWith }: ResolvedStep): PlanStep['identity'] {
  const named: IdentityModel[] = models
    .map((ref) =>
      ref.source === 'step'
        ? { role: ref.role, made_by: ref.name }
        : { role: ref.role, identity: compiling.models.get(meantModel(ref))?.identity ?? {} },
    )
    .toSorted((a, b) => (a.role < b.role ? -1 : a.role > b.role ? 1 : 0));
  return {
    method: `${traits.stage}/${traits.id}`,
    version: traits.version,
    with: identityWith,
    models: named,
    seed: compiling.draft.recipe.seed ?? 0,
  };
}

function planMeasures({ subjects, metrics, record }: MeasureTraits): PlanMeasures {
  const all = Object.entries(metrics ?? {}).map(([name, { range, ...said }]) => [
    name,
    { ...said, ...(range ? { range: [...range] } : {}) },
  ]);
  return { subjects, ...(metrics ? { metrics: Object.fromEntries(all) } : {}), record };
}
