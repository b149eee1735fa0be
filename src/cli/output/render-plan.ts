import type { Plan, PlanStep } from '../../../schemas/generated/plan.js';
import { meantModel } from '../../core/models/meant-model.js';
import { wrapText } from '../../report/text-table.js';
import { countOf, formatRange, formatShort, formatUsd } from '../../project/format.js';
import type { StepForecast } from '../../project/plan-reuse.js';
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
  const used = new Set(plan.steps.flatMap((step) => step.models.map(meantModel)));
  return Object.values(plan.models).some(
    ({ name, price }) =>
      used.has(name) && price !== undefined && price.input_usd_per_million + price.output_usd_per_million > 0,
  );
}

/** The plan as a table of steps with what each costs and why it runs. */
export function renderPlan(
  plan: Plan,
  forecasts: ReadonlyMap<string, StepForecast>,
  style: Style,
  width = Infinity,
): string {
  const { recipe } = plan;
  const head = ['step', 'method', 'rows', 'calls', 'tokens', 'money', 'state'].map((name) => style.dim(name));
  const rows = planRows(plan, forecasts, style);
  const totals = totalsOf(plan, forecasts);
  const sum = [
    countRange(totals.calls, 'call'),
    countRange(totals.tokens, 'token'),
    totals.usd ? formatRange(totals.usd, formatUsd) : 'money unknown: a model has no price',
  ];
  return [
    ...heading(recipe, style, width),
    `profile ${plan.profile}${budgetOf(plan)}`,
    '',
    ...renderTable([head, ...rows], ['left', 'left', 'right', 'right', 'right', 'right', 'left']),
    '',
    `To do: ${sum.join(', ')}.`,
    ...plan.warnings.map((warning) =>
      wrapText(`warning: ${warning}`, width).join('\n').replace('warning', style.yellow),
    ),
  ].join('\n');
}

/** Where the numbers of asking steps come from: a line a step. */
export function renderBases(bases: ReadonlyMap<string, string>, style: Style, width = Infinity): string[] {
  if (bases.size === 0) return [];
  const lines = [...bases].flatMap(([step, basis]) => wrapText(`${step}: ${basis}`, width - 2, '  '));
  return ['', style.dim('Estimated from'), ...lines.map((line) => style.dim(`  ${line}`))];
}

/** One line where it fits; else the description below the name. */
function heading({ name, version, description }: Plan['recipe'], style: Style, width: number): string[] {
  const title = `${name} ${version}`;
  return title.length + 2 + description.length <= width
    ? [`${style.bold(title)}  ${description}`]
    : [style.bold(title), ...wrapText(description, width)];
}

/** A line for each step; a loop's steps are one line for all rounds, below a line for the loop. */
function planRows(plan: Plan, forecasts: ReadonlyMap<string, StepForecast>, style: Style): string[][] {
  return plan.steps.flatMap((step) => {
    const { loop } = step;
    if (!loop) return [stepRow(step.id, [step], forecasts, style)];
    if (loop.round > 1) return [];
    const rounds = plan.steps.filter((other) => other.loop?.id === loop.id && other.loop.step === loop.step);
    const found = plan.loops?.find(({ id }) => id === loop.id);
    const times = found?.times ?? rounds.length;
    const head = [loop.id, style.dim(`${found?.until === undefined ? '' : 'up to '}${countOf(times, 'round')}`)];
    return [...(found?.steps[0] === loop.step ? [head] : []), stepRow(`  ${loop.step}`, rounds, forecasts, style)];
  });
}

/** One line for steps that differ in their round alone: rows of a round, and what all rounds cost. */
function stepRow(
  name: string,
  rounds: readonly PlanStep[],
  forecasts: ReadonlyMap<string, StepForecast>,
  style: Style,
): string[] {
  const open = rounds.filter(({ id }) => forecasts.get(id)?.state !== 'reused');
  const sum = (of: (step: PlanStep) => Range): Range => open.map(of).reduce(add, nothing);
  const calls = sum(({ estimate }) => estimate.calls);
  const unpriced = open.some(({ estimate }) => !estimate.usd && estimate.calls.high > 0);
  const cost = [
    formatRange(calls, formatShort),
    formatRange(
      sum(({ estimate }) => add(estimate.prompt_tokens, estimate.completion_tokens)),
      formatShort,
    ),
    unpriced
      ? '?'
      : formatRange(
          sum(({ estimate }) => estimate.usd ?? nothing),
          formatUsd,
        ),
  ];
  const [first] = rounds;
  return [
    name,
    first!.mode === 'batch' ? `${first!.use}, in batches` : first!.use,
    formatRange(first!.estimate.rows, formatShort),
    ...cost,
    stateOf(rounds, open, forecasts, style),
  ];
}

/** One word where it can be: with the reason spelled out as a sentence the table does not fit 80 columns. */
function stateOf(
  rounds: readonly PlanStep[],
  open: readonly PlanStep[],
  forecasts: ReadonlyMap<string, StepForecast>,
  style: Style,
): string {
  const [next] = open;
  if (!next) return style.green('reused');
  if (open.length < rounds.length) return `${rounds.length - open.length} of ${rounds.length} reused`;
  const forecast = forecasts.get(next.id);
  return (forecast?.state === 'will-run' ? forecast.because : undefined) ?? 'will run';
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
