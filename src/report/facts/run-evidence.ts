import type { StepRecord } from '../../../schemas/generated/artifact.js';
import type { Plan, PlanStep } from '../../../schemas/generated/plan.js';
import type { RunEvent } from '../../../schemas/generated/run-event.js';
import type { ArtifactStore } from '../../artifacts/contract.js';
import { applyEvent, createRunView, type RunView } from '../../core/run/run-view.js';
import type { StepView } from '../../core/run/step-view.js';
import type { Ledger, Spend } from '../../ledger/contract.js';
import type { RunStore } from '../../runs/contract.js';

/** Where a report's facts are read from. With the ledger, spend is exact even after a crash. */
export interface ReportStores {
  readonly runs: Pick<RunStore, 'plan' | 'events' | 'stepKeys'>;
  readonly artifacts: Pick<ArtifactStore, 'getStep' | 'openDataSet'>;
  readonly ledger?: Pick<Ledger, 'spend'>;
}

/** All that is known of a run, read once; the rest of the report is made from it without I/O, but for the examples. */
export interface RunEvidence {
  readonly run: string;
  readonly plan: Plan;
  readonly events: readonly RunEvent[];
  readonly view: RunView;
  readonly records: ReadonlyMap<string, StepRecord>;
  /** Steps whose record an earlier run made; a step that this run did in an earlier attempt is not among them. */
  readonly reused: ReadonlySet<string>;
  readonly paid: ReadonlyMap<string, Spend>;
}

export async function readEvidence(run: string, stores: ReportStores): Promise<RunEvidence> {
  const [plan, events, keys] = await Promise.all([
    stores.runs.plan(run),
    stores.runs.events(run),
    stores.runs.stepKeys(run),
  ]);
  const view = createRunView();
  for (const event of events) applyEvent(view, event);

  const records = new Map<string, StepRecord>();
  const paid = new Map<string, Spend>();
  const reused = new Set<string>();
  for (const { id, use } of plan.steps) {
    const seen = view.steps.get(id);
    const key = seen?.key ?? keys[id];
    if (stores.ledger) paid.set(id, await stores.ledger.spend(run, id));
    if (key === undefined || seen?.state === 'skipped') continue;
    const record = (await stores.artifacts.getStep(key)) ?? asTold(use, seen?.finished);
    if (record) records.set(id, record);
    if (seen?.state === 'reused' && !isMadeHere(events, id, key)) reused.add(id);
  }
  return { run, plan, events, view, records, reused, paid };
}

/** The store forgot the step, the run's events did not: all but the training facts and warnings is in them. */
function asTold(use: string, finished: StepView['finished']): StepRecord | undefined {
  if (!finished) return undefined;
  const { key, outputs, counts, spend, metrics, duration_ms } = finished;
  return {
    key,
    use,
    complete: true,
    outputs,
    counts,
    spend,
    duration_ms,
    ...(metrics ? { metrics: metrics as NonNullable<StepRecord['metrics']> } : {}),
  };
}

/** A resume finds the steps of the attempt before it complete: they are this run's own work all the same. */
function isMadeHere(events: readonly RunEvent[], step: string, key: string): boolean {
  return events.some((it) => it.type === 'step-finished' && it.step === step && it.key === key && !it.reused);
}

export function getPlanStep(plan: Plan, id: string): PlanStep | undefined {
  return plan.steps.find((step) => step.id === id);
}

/** The step behind a name of the plan: of a loop, `loop.step`, the one of the round that was kept, or of the first while none is. */
export function makerOf({ plan, view }: Pick<RunEvidence, 'plan' | 'view'>, name: string): PlanStep | undefined {
  const own = getPlanStep(plan, name);
  const loop = own ? undefined : plan.loops?.find(({ id }) => name.startsWith(`${id}.`));
  if (!loop) return own;
  const round = view.loops.get(loop.id)?.kept ?? 1;
  return getPlanStep(plan, `${loop.id}[${round}]/${name.slice(loop.id.length + 1)}`);
}

export function stateOf(evidence: RunEvidence, id: string): StepView['state'] {
  const state = evidence.view.steps.get(id)?.state ?? 'waiting';
  return state === 'reused' && !evidence.reused.has(id) ? 'done' : state;
}

/** Rows of a data set or of a step's output, when known. */
export function rowsOf(evidence: RunEvidence, source: 'data' | 'step', name: string): number | undefined {
  if (source === 'data') return evidence.plan.data[name]?.rows;
  return evidence.records.get(makerOf(evidence, name)?.id ?? name)?.counts.out;
}
