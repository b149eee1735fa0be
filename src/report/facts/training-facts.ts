import type { PlanStep } from '../../../schemas/generated/plan.js';
import type { ReportTraining } from '../../../schemas/generated/report.js';
import { meantModel } from '../../core/models/meant-model.js';
import { rowsOf, type RunEvidence } from './run-evidence.js';

const mostPoints = 400;

/** One entry for each training that has begun, in plan order. */
export function describeTrainings(evidence: RunEvidence): ReportTraining[] {
  return evidence.plan.steps
    .filter((step) => step.shape === 'train')
    .flatMap((step) => describeTraining(evidence, step));
}

function describeTraining(evidence: RunEvidence, step: PlanStep): ReportTraining[] {
  const view = evidence.view.steps.get(step.id);
  const record = evidence.records.get(step.id);
  const facts = record?.training ?? {};
  const losses = thinOut(recordedLosses(facts['losses']) ?? view?.losses ?? []);
  if (!record && losses.length === 0) return [];
  const numbers = {
    rows: numberIn(facts, 'rows') ?? record?.counts.in ?? inputRows(evidence, step),
    steps: numberIn(facts, 'steps') ?? view?.training?.total_steps,
    epochs: numberIn(facts, 'epochs'),
    tokens: numberIn(facts, 'tokens'),
    final_loss: numberIn(facts, 'final_loss') ?? losses.at(-1)?.[1],
    seconds: numberIn(facts, 'seconds'),
    parameters: numberIn(facts, 'parameters'),
    trainable_parameters: numberIn(facts, 'trainable_parameters'),
    tokens_per_second: last(evidence, step.id, 'tokens_per_second'),
    memory_mb: peak(evidence, step.id),
  };
  const device = facts['device'];
  return [
    {
      step: step.id,
      use: step.use,
      student: studentOf(step),
      reused: evidence.reused.has(step.id),
      losses,
      versions: textsIn(facts['versions']),
      ...(typeof device === 'string' ? { device } : {}),
      ...Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== undefined)),
    },
  ];
}

function studentOf({ models }: PlanStep): string {
  const student = models.find(({ role }) => role === 'student');
  return student ? meantModel(student) : '';
}

function inputRows(evidence: RunEvidence, step: PlanStep): number | undefined {
  const first = step.inputs[0];
  return first && rowsOf(evidence, first.source, first.name);
}

function numberIn(facts: Readonly<Record<string, unknown>>, name: string): number | undefined {
  const value = facts[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function textsIn(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function recordedLosses(value: unknown): [number, number][] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const pairs = value.filter(
    (pair): pair is [number, number] =>
      Array.isArray(pair) && pair.length === 2 && Number.isFinite(pair[0]) && Number.isFinite(pair[1]),
  );
  return pairs.length === 0 ? undefined : pairs;
}

/** Every k-th point and the last: enough for a curve, and a report that stays small. */
function thinOut(losses: readonly [number, number][]): [number, number][] {
  const stride = Math.ceil(losses.length / mostPoints);
  return losses.filter((_, index) => index % stride === 0 || index === losses.length - 1);
}

type Told = 'tokens_per_second' | 'memory_mb';

function told(evidence: RunEvidence, step: string, what: Told): number[] {
  return evidence.events.flatMap((event) =>
    event.type === 'training-progress' && event.step === step && event[what] !== undefined ? [event[what]] : [],
  );
}

function last(evidence: RunEvidence, step: string, what: Told): number | undefined {
  return told(evidence, step, what).at(-1);
}

function peak(evidence: RunEvidence, step: string): number | undefined {
  const all = told(evidence, step, 'memory_mb');
  return all.length === 0 ? undefined : all.reduce((a, b) => Math.max(a, b));
}
