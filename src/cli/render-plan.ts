import type { Plan, PlanStep } from '../../schemas/generated/plan.js';
import { countOf, formatRange, formatShort, formatUsd } from './format.js';
import type { StepForecast } from './plan-reuse.js';
import type { Style } from './style.js';
import { renderTable } from './table.js';

interface Range {
  readonly low: number;
  readonly high: number;
}

const nothing: Range = { low: 0, high: 0 };
const add = (a: Range, b: Range): Range => ({ low: a.low + b.low, high: a.high + b.high });

export interface PlanTotals {
  readonly calls: Range;
  readonly tokens: Range;
  /** Undefined when a model that is called has no price. */
  readonly usd: Range | undefined;
}

/** What is still to be done: reused steps cost nothing. */
export function totalsOf(plan: Plan, forecasts: ReadonlyMap<string, StepForecast>): PlanTotals {
  let calls = nothing;
  let tokens = nothing;
  let usd: Range | undefined = nothing;
  for (const step of plan.steps) {
    if (forecasts.get(step.id)?.state === 'reused') continue;
    const { estimate } = step;
    calls = add(calls, estimate.calls);
    tokens = add(tokens, add(estimate.prompt_tokens, estimate.completion_tokens));
    if (estimate.usd && usd) usd = add(usd, estimate.usd);
    else if (estimate.calls.high > 0) usd = undefined;
  }
  return { calls, tokens, usd };
}

/** True when running this can cost money. */
export function isPaid(plan: Plan): boolean {
  const used = new Set(plan.steps.flatMap((step) => step.models.map(({ name }) => name)));
  return Object.values(plan.models).some(
    ({ name, price }) =>
      used.has(name) && price !== undefined && price.input_usd_per_million + price.output_usd_per_million > 0,
  );
}

/** The plan as a table of steps with what each costs and why it runs. */
export function renderPlan(plan: Plan, forecasts: ReadonlyMap<string, StepForecast>, style: Style): string {
  const { recipe } = plan;
  const head = ['step', 'method', 'rows', 'calls', 'tokens', 'money', 'state'].map((name) => style.dim(name));
  const rows = plan.steps.map((step) => stepRow(step, forecasts.get(step.id), style));
  const totals = totalsOf(plan, forecasts);
  const sum = [
    countRange(totals.calls, 'call'),
    countRange(totals.tokens, 'token'),
    totals.usd ? formatRange(totals.usd, formatUsd) : 'money unknown: a model has no price',
  ];
  return [
    `${style.bold(`${recipe.name} ${recipe.version}`)}  ${recipe.description}`,
    `profile ${plan.profile}${budgetOf(plan)}`,
    '',
    ...renderTable([head, ...rows], ['left', 'left', 'right', 'right', 'right', 'right', 'left']),
    '',
    `To do: ${sum.join(', ')}.`,
    ...plan.warnings.map((warning) => `${style.yellow('warning')}: ${warning}`),
  ].join('\n');
}

function stepRow(step: PlanStep, forecast: StepForecast | undefined, style: Style): string[] {
  const { estimate } = step;
  // One word where it can be: with the reason spelled out as a sentence the table does not fit 80 columns.
  const state = forecast?.state === 'reused' ? style.green('reused') : (forecast?.because ?? 'will run');
  const cost =
    forecast?.state === 'reused'
      ? ['0', '0', '$0']
      : [
          formatRange(estimate.calls, formatShort),
          formatRange(add(estimate.prompt_tokens, estimate.completion_tokens), formatShort),
          estimate.usd ? formatRange(estimate.usd, formatUsd) : estimate.calls.high > 0 ? '?' : '$0',
        ];
  return [step.id, step.use, formatRange(estimate.rows, formatShort), ...cost, state];
}

function countRange(range: Range, noun: string): string {
  return range.low === range.high ? countOf(range.low, noun) : `${formatRange(range, formatShort)} ${noun}s`;
}

function budgetOf({ budget }: Plan): string {
  const limits = [
    ...(budget.calls === undefined ? [] : [countOf(budget.calls, 'call')]),
    ...(budget.tokens === undefined ? [] : [`${formatShort(budget.tokens)} tokens`]),
    ...(budget.usd === undefined ? [] : [formatUsd(budget.usd)]),
    ...(budget.gpu_hours === undefined ? [] : [`${budget.gpu_hours} GPU hours`]),
  ];
  return limits.length === 0 ? '' : `, budget ${limits.join(', ')}`;
}
