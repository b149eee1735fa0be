import type { StepSpend } from '../../../schemas/generated/artifact.js';
import type { PlanStep } from '../../../schemas/generated/plan.js';
import type { ReportCounts, ReportLoop, ReportSpend, ReportStep } from '../../../schemas/generated/report.js';
import { unpricedOf } from '../../core/run/spend.js';
import type { Spend } from '../../ledger/contract.js';
import { rowsOf, stateOf, type RunEvidence } from './run-evidence.js';

const nothing: ReportSpend = {
  calls: 0,
  reused: 0,
  prompt_tokens: 0,
  completion_tokens: 0,
  cost_nanousd: 0,
  unpriced: 0,
};

/** Rows, money and time of each step, in plan order. */
export function describeSteps(evidence: RunEvidence): ReportStep[] {
  return evidence.plan.steps.map((step) => describeStep(evidence, step));
}

/** How far each loop came. */
export function describeLoops({ plan, view }: RunEvidence): ReportLoop[] {
  return (plan.loops ?? []).flatMap(({ id, times, keep }) => {
    const told = view.loops.get(id);
    if (!told) return [];
    const { round, stop, kept, value } = told;
    return [
      {
        id,
        times,
        rounds: round,
        ended: stop,
        kept,
        ...(keep === undefined ? {} : { keep }),
        ...(value === undefined ? {} : { value }),
      },
    ];
  });
}

function describeStep(evidence: RunEvidence, step: PlanStep): ReportStep {
  const view = evidence.view.steps.get(step.id);
  const record = evidence.records.get(step.id);
  const reused = evidence.reused.has(step.id);
  const key = view?.key ?? record?.key;
  const counts = countsOf(evidence, step);
  const ms = record?.duration_ms ?? view?.finished?.duration_ms;
  return {
    id: step.id,
    use: step.use,
    stage: step.stage,
    shape: step.shape,
    state: stateOf(evidence, step.id),
    inputs: step.inputs.map((input) => (input.output === undefined ? input.name : `${input.name}.${input.output}`)),
    models: step.models.map((model) => model.name),
    spend: spendOf(evidence, step.id),
    warnings: record?.warnings ?? [],
    ...(key === undefined ? {} : { key }),
    ...(record ? { outputs: record.outputs } : {}),
    ...(counts ? { counts } : {}),
    ...(reused && record ? { made_spend: fromRecord(record.spend), made_ms: record.duration_ms } : {}),
    ...(!reused && ms !== undefined ? { duration_ms: ms } : {}),
    ...(view?.startedAt === undefined ? {} : { started_at: view.startedAt }),
    ...(view?.finishedAt === undefined ? {} : { finished_at: view.finishedAt }),
    ...(view?.skippedBecause === undefined ? {} : { skipped_because: view.skippedBecause }),
    ...(record?.review ? { review: record.review } : {}),
    ...(view?.error ? { error: view.error } : {}),
  };
}

function countsOf(evidence: RunEvidence, step: PlanStep): ReportCounts | undefined {
  const counts = evidence.records.get(step.id)?.counts;
  if (counts) return { ...counts, partial: false };
  const view = evidence.view.steps.get(step.id);
  if (!view || view.state === 'waiting' || view.state === 'skipped') return undefined;
  const first = step.inputs[0];
  const rows = view.rows ?? (first ? rowsOf(evidence, first.source, first.name) : undefined);
  return {
    ...(rows === undefined ? {} : { in: rows }),
    out: view.done,
    rejected: view.rejected,
    failed: view.failed,
    reasons: {},
    partial: true,
  };
}

/** What this run paid for the step. A step it found complete cost it nothing. */
function spendOf(evidence: RunEvidence, id: string): ReportSpend {
  const record = evidence.records.get(id)?.spend;
  const told = evidence.reused.has(id) ? undefined : (record ?? evidence.view.steps.get(id)?.spend);
  const paid = evidence.paid.get(id);
  if (paid) return fromLedger(paid, told?.reused ?? 0);
  return told ? fromRecord(told) : nothing;
}

function fromLedger(paid: Spend, reused: number): ReportSpend {
  return {
    calls: paid.calls,
    reused,
    prompt_tokens: paid.prompt_tokens,
    completion_tokens: paid.completion_tokens,
    unpriced: paid.unpriced,
    ...(paid.calls > 0 && paid.unpriced === paid.calls ? {} : { cost_nanousd: paid.cost_nanousd }),
  };
}

function fromRecord(spend: StepSpend): ReportSpend {
  const known = spend.cost_nanousd !== undefined || spend.calls === 0;
  return {
    calls: spend.calls,
    reused: spend.reused,
    prompt_tokens: spend.prompt_tokens,
    completion_tokens: spend.completion_tokens,
    unpriced: unpricedOf(spend),
    ...(known ? { cost_nanousd: spend.cost_nanousd ?? 0 } : {}),
  };
}

/** Sum of what is known, beside how many calls it leaves out. */
export function addUp(spends: readonly ReportSpend[]): ReportSpend {
  const sum = (of: (spend: ReportSpend) => number) => spends.reduce((total, spend) => total + of(spend), 0);
  const [calls, unpriced] = [sum((spend) => spend.calls), sum((spend) => spend.unpriced)];
  return {
    calls,
    reused: sum((spend) => spend.reused),
    prompt_tokens: sum((spend) => spend.prompt_tokens),
    completion_tokens: sum((spend) => spend.completion_tokens),
    unpriced,
    ...(calls > 0 && unpriced === calls ? {} : { cost_nanousd: sum((spend) => spend.cost_nanousd ?? 0) }),
  };
}
