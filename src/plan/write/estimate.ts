import type { PlanModel, PlanStep } from '../../../schemas/generated/plan.js';
import { meantModel } from '../../core/models/meant-model.js';
import { atBatchPrice } from '../check/batch-mode.js';
import type { Flow, Range, ResolvedStep } from '../compiling.js';
import { isPaid } from '../../core/models/provider-traits.js';

/**
 * What a step will roughly take, before it is paid for: rows, calls to endpoints, tokens, money. Ranges, not promises.
 * Tokens are a quarter of the characters, which is close for English and code. Local models cost no calls.
 */
const charsPerToken = 4;
const promptSpread = { low: 0.8, high: 1.25 };
/** Replies of unknown length, in tokens. */
const reply = { low: 16, high: 512 };
/** A grow method throws candidates away and asks again. */
const growRetries = 3;
const unknownTextChars = 200;
const unknownTemplateChars = 600;

export interface StepEstimate {
  readonly estimate: PlanStep['estimate'];
  readonly rows: Range;
  readonly chars: Flow['chars'];
}

export type EstimatedStep = Pick<ResolvedStep, 'draft' | 'traits' | 'inputs' | 'models' | 'with' | 'templates'>;

/** What scores, embeds or classifies pays for prompts alone. */
function writesTexts({ needs }: EstimatedStep['traits']): boolean {
  return Object.values(needs).some((access) => access.some((one) => one === 'chat' || one === 'completions'));
}

export function estimateStep(step: EstimatedStep, models: ReadonlyMap<string, PlanModel>): StepEstimate {
  const { traits } = step;
  const first = Object.keys(traits.ports)[0];
  const flows = step.inputs.filter(({ slot }) => slot === first).flatMap(({ flow }) => (flow ? [flow] : []));
  const given = sum(flows.map(({ rows }) => rows));
  const online = onlineModels(step, given, models);
  const all = callsInAll(step, given);
  const share = online.reduce((total, model) => total + model.share, 0);
  const calls = each(all, (count) => Math.ceil(count * share));
  const chars = flows[0]?.chars ?? {};
  const tokens = Math.ceil(promptChars(step, chars) / charsPerToken);
  const prompt_tokens = {
    low: Math.floor(calls.low * tokens * promptSpread.low),
    high: Math.ceil(calls.high * tokens * promptSpread.high),
  };
  const cap = typeof step.with['max_tokens'] === 'number' ? step.with['max_tokens'] : reply.high;
  const most = writesTexts(traits) ? cap : 0;
  const completion_tokens = { low: calls.low * Math.min(most, reply.low), high: calls.high * most };
  const usd = money(online, calls, prompt_tokens, completion_tokens);
  const rows = rowsOut(step, given, all);
  return {
    estimate: { rows, calls, prompt_tokens, completion_tokens, ...(usd ? { usd } : {}) },
    rows,
    chars: traits.stage === 'elicit' ? { completion: unknownTextChars, ...chars } : chars,
  };
}

interface OnlineModel {
  readonly model: PlanModel;
  /** Of all calls of the step. */
  readonly share: number;
}

/** Models that are asked through an endpoint; roles share the calls evenly where the method does not say otherwise. */
function onlineModels(
  step: EstimatedStep,
  given: Range,
  models: ReadonlyMap<string, PlanModel>,
): readonly OnlineModel[] {
  const { by } = step.traits.estimate?.(Math.max(1, given.high), step.with as never) ?? {};
  const total = Object.values(by ?? {}).reduce((sum, count) => sum + count, 0);
  return step.models.flatMap((ref) => {
    const model = ref.source === 'model' ? models.get(meantModel(ref)) : undefined;
    if (!model || !isPaid(model)) return [];
    const alike = step.models.filter(({ role }) => role === ref.role).length;
    const share = by ? (by[ref.role] ?? 0) / total / alike : 1 / step.models.length;
    return [{ model: step.draft.mode === 'batch' ? atBatchPrice(model) : model, share }];
  });
}

function callsInAll({ traits, models, with: params }: EstimatedStep, given: Range): Range {
  if (models.length === 0 || traits.shape === 'train') return { low: 0, high: 0 };
  const ask = (rows: number): number => {
    if (traits.estimate) return Math.ceil(traits.estimate(rows, params as never).calls);
    if (traits.shape === 'grow') return traits.target?.(params as never) ?? rows;
    return rows * partsOfRow(traits, models);
  };
  const calls = { low: ask(given.low), high: ask(given.high) };
  return traits.shape === 'grow' ? { low: calls.low, high: calls.high * growRetries } : calls;
}

/** How often each row is worked on: once for every model under measure. */
function partsOfRow({ measures }: EstimatedStep['traits'], models: EstimatedStep['models']): number {
  return measures ? models.filter(({ role }) => role === measures.subjects).length : 1;
}

function rowsOut({ traits, models, with: params }: EstimatedStep, given: Range, calls: Range): Range {
  if (traits.shape === 'grow') {
    const target = traits.target?.(params as never) ?? given.high;
    return { low: target, high: target };
  }
  if (traits.measures) return each(given, (rows) => rows * partsOfRow(traits, models));
  if (traits.shape === 'train') return given;
  if (traits.stage === 'refine') return { low: 0, high: given.high };
  return { low: given.low, high: Math.max(given.high, calls.high) };
}

function promptChars({ traits, templates, with: params }: EstimatedStep, chars: Flow['chars']): number {
  const own = chars['prompt'] ?? chars['messages'] ?? chars['text'] ?? unknownTextChars;
  const lengths = templates.map(({ text, variables }) => {
    const fixed = text.replaceAll(/\{[{%].*?[%}]\}/gs, '').length;
    return variables.reduce((total, name) => total + (chars[name] ?? repeated(params[name], own)), fixed);
  });
  if (lengths.length === 0)
    return traits.shape === 'grow' ? unknownTemplateChars + repeated(params['demos'], own) : own;
  const total = lengths.reduce((a, b) => a + b, 0);
  // A measure step has a template for each model; others send all they have.
  return traits.measures ? total / lengths.length : total;
}

/** A list of rows in a prompt, where a parameter of its name says how many. */
function repeated(count: unknown, chars: number): number {
  return (typeof count === 'number' ? count : 1) * chars;
}

function money(
  online: readonly OnlineModel[],
  calls: Range,
  prompt: Range,
  completion: Range,
): { low: number; high: number } | undefined {
  if (online.length === 0 || calls.high === 0) return { low: 0, high: 0 };
  let low = 0;
  let high = 0;
  const all = online.reduce((sum, { share }) => sum + share, 0);
  for (const { model, share } of online) {
    const { price } = model;
    if (!price) return undefined;
    const part = share / all;
    low += part * (prompt.low * price.input_usd_per_million + completion.low * price.output_usd_per_million);
    high += part * (prompt.high * price.input_usd_per_million + completion.high * price.output_usd_per_million);
  }
  const dollars = (millionths: number): number => Math.round(millionths) / 1e6;
  return { low: dollars(low), high: dollars(high) };
}

function sum(ranges: readonly Range[]): Range {
  return ranges.reduce((total, { low, high }) => ({ low: total.low + low, high: total.high + high }), {
    low: 0,
    high: 0,
  });
}

function each({ low, high }: Range, change: (value: number) => number): Range {
  return { low: change(low), high: change(high) };
}
