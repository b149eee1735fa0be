import type { StepDraft } from '../recipe/parse-recipe.js';
import { suggest } from '../recipe/problem-list.js';
import { checkGate, checkWhen } from './check-expressions.js';
import { complain, stepPath, type Compiling, type Flow, type StepInput } from './compiling.js';
import { estimateStep } from './estimate.js';
import { namesOf } from './names.js';
import { outputFlow } from './output-flow.js';
import { annotatedValues } from './param-schema.js';
import { namesInFrom, resolveInputs } from './resolve-inputs.js';
import { resolveWith, type ResolvedWith } from './resolve-with.js';
import { orderSteps } from './step-order.js';
import { findTraits, type StepTraits } from './traits.js';

interface Candidate {
  readonly id: string;
  readonly draft: StepDraft;
  readonly traits: StepTraits;
  /** Steps it waits for. */
  readonly needs: readonly string[];
}

/** Resolves the steps in dependency order into `compiling.steps`; gives that order. */
export async function resolveSteps(compiling: Compiling): Promise<readonly string[]> {
  const candidates = new Map<string, Candidate>();
  for (const draft of compiling.draft.steps) {
    const found = findCandidate(compiling, draft);
    if (found && !candidates.has(found.id)) candidates.set(found.id, found);
  }
  const { order, cycles } = orderSteps(new Map([...candidates].map(([id, { needs }]) => [id, needs])));
  for (const cycle of cycles) {
    complain(compiling, compiling.draft.source.place(stepPath(candidates.get(cycle[0]!)!.draft, 'id')), {
      code: 'cycle',
      message:
        cycle.length === 2
          ? `Step "${cycle[0]}" waits for itself.`
          : `These steps wait for each other: ${cycle.join(' -> ')}.`,
      hint: 'Take one of the names out of `from`, `with` or `needs`.',
    });
  }
  for (const id of order) await resolveStep(compiling, candidates.get(id)!);
  return order;
}

function findCandidate(compiling: Compiling, draft: StepDraft): Candidate | undefined {
  const { id, use } = draft;
  if (use === undefined) return undefined;
  const found = findTraits(compiling.catalog, use);
  if (!('traits' in found)) {
    complain(compiling, compiling.draft.source.place(stepPath(draft, 'use')), found);
    return undefined;
  }
  // A name that is taken already belongs to what came first.
  if (id === undefined || compiling.names.get(id)?.path[1] !== draft.index) return undefined;
  const { traits } = found;
  const order = (draft.needs ?? []).filter((name) => checkNeed(compiling, draft, name));
  const names = [...namesInFrom(draft), ...modelNames(draft, traits), ...order].filter(
    (name) => compiling.names.get(name)?.use === 'step',
  );
  return { id, draft, traits, needs: [...new Set(names)] };
}

function checkNeed(compiling: Compiling, draft: StepDraft, name: unknown): boolean {
  if (typeof name !== 'string') return false;
  if (compiling.names.get(name)?.use === 'step' || compiling.draft.spelt.has(name)) return true;
  const at = stepPath(draft, 'needs', draft.needs!.indexOf(name));
  complain(compiling, compiling.draft.source.place(at), {
    code: 'unknown-step',
    message: `There is no step "${name}".`,
    hint: suggest(
      name,
      namesOf(compiling.names, 'step').filter((id) => id !== draft.id),
      'steps',
    ),
  });
  return false;
}

/** Names of models in `with`, before anything else about it is known. */
function modelNames(draft: StepDraft, { params, needs }: StepTraits): string[] {
  const given = draft.with ?? {};
  const annotated = annotatedValues(params, { ...given })
    .filter(({ annotation, isKey }) => !isKey && (annotation === 'model' || annotation === 'models'))
    .map(({ value }) => value);
  return [...annotated, ...Object.keys(needs).map((role) => given[role])]
    .flat()
    .filter((name) => typeof name === 'string');
}

async function resolveStep(compiling: Compiling, { id, draft, traits, needs }: Candidate): Promise<void> {
  const inputs = resolveInputs(compiling, draft, traits);
  const resolved = await resolveWith(compiling, draft, traits, inputs);
  await checkMethod(compiling, draft, traits, inputs, resolved);
  checkRoute(compiling, draft);
  const facts = outputFlow({ compiling, step: draft, traits, inputs, resolved });
  const partial = { traits, inputs, models: resolved.models, with: resolved.with, templates: resolved.templates };
  const flow: Flow = resolved.sound
    ? { ...facts, ...measured(partial, compiling) }
    : { ...facts, rows: { low: 0, high: 0 }, chars: {} };
  const step = { id, draft, ...partial, needs, identityWith: resolved.identityWith, flow };
  compiling.steps.set(id, step);
  await checkWhen(compiling, draft, step);
  if (resolved.modelsKnown) await checkGate(compiling, draft, step);
}

function measured(step: Parameters<typeof estimateStep>[0], { models }: Compiling): Pick<Flow, 'rows' | 'chars'> {
  const { rows, chars } = estimateStep(step, models);
  return { rows, chars };
}

/** What the method itself has to say about its parameters. */
async function checkMethod(
  compiling: Compiling,
  draft: StepDraft,
  traits: StepTraits,
  inputs: readonly StepInput[],
  resolved: ResolvedWith,
): Promise<void> {
  if (!traits.check || !resolved.sound || inputs.some(({ flow }) => !flow?.columns)) return;
  const columns = Object.fromEntries(inputs.map(({ port, flow }) => [port, flow!.columns!]));
  for (const { path, message, hint } of await traits.check(resolved.with as never, columns)) {
    complain(compiling, compiling.draft.source.place(stepPath(draft, 'with', ...path)), {
      code: 'method-parameter',
      message,
      hint,
    });
  }
}

function checkRoute(compiling: Compiling, draft: StepDraft): void {
  const pool = draft.route?.gpu_pool;
  const pools = compiling.project && Object.keys(compiling.project.gpuPools);
  if (pool === undefined || !pools || pools.includes(pool)) return;
  complain(compiling, compiling.draft.source.place(stepPath(draft, 'route', 'gpu_pool')), {
    code: 'unknown-gpu-pool',
    message: `The profile has no pool "${pool}".`,
    hint: suggest(pool, pools, 'pools'),
  });
}
