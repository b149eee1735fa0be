import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StepRecord } from '../../../schemas/generated/artifact.js';
import type { Plan, PlanModelRef, PlanStep } from '../../../schemas/generated/plan.js';
import type { ActivityDeps } from '../../../activities/runtime/deps.js';
import { asksEndpoint } from '../../core/models/asks-endpoint.js';
import { LimbeckError } from '../../core/errors.js';
import { endpointOf, isPaid } from '../../core/models/provider-traits.js';
import { isMeasuring, subjectsOf } from '../../core/models/subjects.js';
import type { ProbedCall, StepProbe } from '../../core/run/step-probe.js';
import type { Ledger } from '../../ledger/contract.js';
import type { Asker } from '../../models/asking/ask-call.js';
import { systemClock } from '../../models/clock.js';
import type { Catalog } from '../../plan/contract.js';
import { celExpressions } from '../../recipe/expressions/cel.js';
import { renderTemplate } from '../../recipe/expressions/template.js';
import { openStores } from '../../stores/open-stores.js';
import { readPlanData } from '../read-data.js';
import { overlayArtifacts } from './overlay-artifacts.js';
import { PROBE_RUN, probeSteps } from './probe-steps.js';
import { createProbingAsker, NOT_ASKED } from './probing-asker.js';
import { readWhole, spreadRows } from './sample-rows.js';

export interface OpenProbeInput {
  readonly plan: Plan;
  readonly recipeText: string;
  readonly projectFolder: string;
  /** The project's `.limbeck`. */
  readonly state: string;
  readonly catalog: Catalog;
  readonly ledger: Pick<Ledger, 'get'>;
  readonly done: ReadonlyMap<string, StepRecord>;
  readonly rows: number;
  readonly signal: AbortSignal;
  /** Buys what the ledger lacks; without it nothing is asked. */
  readonly buying?: { readonly asker: Asker } & Pick<ActivityDeps, 'providers' | 'projectBudget'>;
}

/** Looks at what a plan's steps would ask, without the engine; all it makes is gone afterwards but answers that were bought. */
export async function openProbe(input: OpenProbeInput): Promise<ReadonlyMap<string, StepProbe>> {
  const folder = mkdtempSync(join(tmpdir(), 'limbeck-probe-'));
  try {
    const plan = probePlan(input.plan);
    const calls = new Map<string, ProbedCall[]>();
    const onCall = (step: string, call: ProbedCall): void => {
      const seen = calls.get(step) ?? [];
      seen.push(call);
      calls.set(step, seen);
    };
    const deps = await probeDeps(input, plan, folder, onCall);
    await deps.runs.create(PROBE_RUN, plan, input.recipeText);
    const { rows, done, signal, buying } = input;
    return await probeSteps(
      deps,
      { plan, rows, done, signal, isBuying: buying !== undefined },
      (step) => calls.get(step) ?? [],
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function probeDeps(
  input: OpenProbeInput,
  plan: Plan,
  folder: string,
  onCall: (step: string, call: ProbedCall) => void,
): Promise<ActivityDeps> {
  const { ledger, buying } = input;
  const passing = openStores(folder);
  const isWhole = readWhole(plan);
  return {
    projectFolder: input.projectFolder,
    artifacts: overlayArtifacts(await passing.artifacts(), await openStores(input.state).artifacts()),
    runs: await passing.runs(),
    ledger: { ...noSpend, get: (key) => ledger.get(key) },
    asker: createProbingAsker({ ledger, onCall, ...(buying ? { buy: buying.asker } : {}) }),
    catalog: input.catalog,
    clock: systemClock,
    providers: { open: (model) => openProvider(model, buying?.providers) },
    expressions: celExpressions,
    renderTemplate,
    readData: (data, signal) => {
      const all = readPlanData(input.projectFolder, data, signal);
      return isWhole(data.name) ? all : spreadRows(all, { total: data.rows, count: input.rows });
    },
    // The recipe's budgets are for its runs; what the project may spend in all holds here too.
    projectBudget: buying?.projectBudget ?? (async () => undefined),
    train: notHere,
    cancelBatches: notHere,
    writeReport: notHere,
  };
}

/** Reviews wait for nobody, gates and `when` decide nothing, any row may fail; a measure step asks its endpoints only. */
function probePlan(plan: Plan): Plan {
  const steps = plan.steps.map((step): PlanStep => {
    const { review: _review, gate: _gate, when: _when, mode: _mode, budget: _budget, ...rest } = step;
    const open = { ...rest, failures: { max_share: 1 } };
    if (!isMeasuring(step) || !asksEndpoint(plan, step)) return open;
    const subjects = new Set(subjectsOf(step));
    const isOnline = (ref: PlanModelRef): boolean => endpointOf(plan.models, ref) !== undefined;
    const models = step.models.filter((ref) => !subjects.has(ref) || isOnline(ref));
    const names = new Set(models.filter((ref) => subjects.has(ref)).map(({ name }) => name));
    return { ...open, models, parts: step.parts.filter(({ name }) => names.has(name)) };
  });
  return { ...plan, steps, budget: {} };
}

/** Endpoints when something is bought, else nothing at all: a probe asks no local model. */
async function openProvider(
  model: Parameters<ActivityDeps['providers']['open']>[0],
  real: ActivityDeps['providers'] | undefined,
): ReturnType<ActivityDeps['providers']['open']> {
  const isOnline = model.source === 'plan' && isPaid(model.plan.models[model.name]);
  if (isOnline && real) return real.open(model);
  const close = async (): Promise<void> => undefined;
  return isOnline ? { kind: 'online', call: notHere, close } : { kind: 'batch', callAll: notHere, close };
}

async function notHere(): Promise<never> {
  throw new LimbeckError({
    code: NOT_ASKED,
    kind: 'row',
    message: 'An estimate trains nothing and asks no local model.',
  });
}

const nothing = { calls: 0, prompt_tokens: 0, completion_tokens: 0, cost_nanousd: 0, unpriced: 0 };
const noSpend: Omit<Ledger, 'get'> = {
  put: notHere,
  putMany: notHere,
  spend: async () => nothing,
  addGpuTime: notHere,
  count: async () => 0,
  size: async () => 0,
  scan: async function* none() {},
  verify: async () => ({ entries: 0, corrupt: [] }),
  close: async () => undefined,
};
