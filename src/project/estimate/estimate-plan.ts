import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { StepRecord } from '../../../schemas/generated/artifact.js';
import type { Plan, PlanStep } from '../../../schemas/generated/plan.js';
import { asksEndpoint } from '../../core/models/asks-endpoint.js';
import { canonicalJson } from '../../core/canonical-json.js';
import type { StepProbe } from '../../core/run/step-probe.js';
import type { Ledger } from '../../ledger/contract.js';
import type { OpenProbeInput } from '../../worker/probe/open-probe.js';
import type { CompiledRecipe } from '../../plan/contract.js';
import { fromNothing } from '../../plan/write/from-nothing.js';
import { loadCatalog } from '../catalog.js';
import type { OpenProject } from '../open-project.js';
import type { StepForecast } from '../plan-reuse.js';
import { refineStep, type StepHistory } from './step-estimate.js';
import { openTokenCounter, type TokenCounter } from './token-counter.js';
import { isPaid } from '../../core/models/provider-traits.js';

/** Rows of each step that an estimate looks at, or asks about. */
export const SAMPLE_ROWS = 20;

export interface EstimateInput {
  readonly compiled: CompiledRecipe;
  readonly project: OpenProject;
  readonly forecasts: ReadonlyMap<string, StepForecast>;
  /** The recipe's newest run. */
  readonly last: string | undefined;
  /** Rows of each step to look at. */
  readonly rows: number;
  readonly signal: AbortSignal;
  /** What of the worker asks for what the ledger lacks; without it nothing is asked. */
  readonly buying?: Buying;
}

export type Buying = NonNullable<OpenProbeInput['buying']> & { readonly ledger: Ledger };

export interface EstimatedPlan {
  /** The plan with what its steps will take as well as it can be known. */
  readonly plan: Plan;
  /** Where each asking step's numbers come from. */
  readonly bases: ReadonlyMap<string, string>;
  readonly probes: ReadonlyMap<string, StepProbe>;
}

/** Estimates of a plan's asking steps from their real prompts, the ledger and the newest run. Reads; keeps nothing. */
export async function estimatePlan(input: EstimateInput): Promise<EstimatedPlan> {
  const { compiled, project, forecasts } = input;
  const { plan } = compiled;
  const open = plan.steps.filter((step) => asksEndpoint(plan, step) && forecasts.get(step.id)?.state !== 'reused');
  const bases = new Map<string, string>();
  if (open.length === 0) return { plan, bases, probes: new Map() };
  const opened = !input.buying && existsSync(join(project.state, 'ledger')) ? await project.ledger() : undefined;
  const ledger = input.buying?.ledger ?? opened;
  try {
    const probes = await probe(input, ledger);
    const counters = await openCounters(plan);
    const history = await readHistory(input, ledger);
    const steps: PlanStep[] = [];
    for (const step of plan.steps) {
      // What a loop's first round asks stands for the others.
      const seen = probes.get(step.id) ?? (step.loop ? probes.get(firstRound(plan, step)) : undefined);
      if (!open.includes(step)) {
        steps.push(step);
        continue;
      }
      const { estimate, basis } = refineStep({
        step,
        models: plan.models,
        guessedRows: guessedRows(plan, step),
        probe: seen,
        history: history(step),
        counters,
      });
      bases.set(step.id, basis);
      steps.push({ ...step, estimate: step.loop && step.estimate.calls.low === 0 ? fromNothing(estimate) : estimate });
    }
    return { plan: { ...plan, steps }, bases, probes };
  } finally {
    await opened?.close();
  }
}

async function probe(input: EstimateInput, ledger: Ledger | undefined): Promise<ReadonlyMap<string, StepProbe>> {
  const { compiled, project, forecasts, rows, signal, buying } = input;
  const { openProbe } = await import('../../worker/probe/open-probe.js');
  const done = new Map<string, StepRecord>();
  for (const [id, forecast] of forecasts) if (forecast.state === 'reused') done.set(id, forecast.record);
  return openProbe({
    plan: compiled.plan,
    recipeText: compiled.recipeText,
    projectFolder: compiled.projectFolder,
    state: project.state,
    catalog: await loadCatalog(),
    ledger: ledger ?? { get: async () => undefined },
    done,
    rows,
    signal,
    ...(buying ? { buying } : {}),
  });
}

async function openCounters({ models }: Plan): Promise<ReadonlyMap<string, TokenCounter>> {
  const online = Object.values(models).filter(isPaid);
  return new Map(await Promise.all(online.map(async (model) => [model.name, await openTokenCounter(model)] as const)));
}

/** What the newest run paid for a step of the same name that asked the same models. */
async function readHistory(
  { project, last }: EstimateInput,
  ledger: Ledger | undefined,
): Promise<(step: PlanStep) => StepHistory | undefined> {
  if (last === undefined || !ledger) return () => undefined;
  const before = await (await project.runs()).plan(last).catch(() => undefined);
  const found = new Map<string, StepHistory>();
  for (const step of before?.steps ?? []) {
    const { calls, prompt_tokens, completion_tokens } = await ledger.spend(last, step.id);
    if (calls > 0)
      found.set(`${step.use} ${step.id} ${modelsOf(step)}`, { run: last, calls, prompt_tokens, completion_tokens });
  }
  return (step) => found.get(`${step.use} ${step.id} ${modelsOf(step)}`);
}

const modelsOf = (step: PlanStep): string => canonicalJson(step.identity['models'] ?? []);

function guessedRows({ steps, data }: Plan, step: PlanStep): { readonly low: number; readonly high: number } {
  const [first] = step.inputs;
  const rows = first && data[first.name]?.rows;
  if (rows !== undefined) return { low: rows, high: rows };
  return steps.find(({ id }) => id === first?.name)?.estimate.rows ?? { low: 0, high: 0 };
}

function firstRound({ steps }: Plan, { loop }: PlanStep): string {
  return steps.find((other) => other.loop?.id === loop?.id && other.loop?.step === loop?.step)?.id ?? '';
}
