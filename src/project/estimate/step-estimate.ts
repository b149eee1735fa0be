import type { PlanModel, PlanStep } from '../../../schemas/generated/plan.js';
import { endpointOf } from '../../core/models/provider-traits.js';
import { isMeasuring, subjectsOf } from '../../core/models/subjects.js';
import type { ProbedCall, StepProbe } from '../../core/run/step-probe.js';
import { countOf, formatCount } from '../format.js';
import type { TokenCounter } from './token-counter.js';

interface Range {
  readonly low: number;
  readonly high: number;
}

/** What the newest run of the recipe paid for the same step asking the same models. */
export interface StepHistory {
  readonly run: string;
  readonly calls: number;
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
}

export interface StepFacts {
  readonly step: PlanStep;
  readonly models: Readonly<Record<string, PlanModel>>;
  /** Its first input's rows as the plan guesses them. */
  readonly guessedRows: Range;
  readonly probe: StepProbe | undefined;
  readonly history: StepHistory | undefined;
  /** By the recipe's name of the model. */
  readonly counters: ReadonlyMap<string, TokenCounter>;
}

export interface RefinedStep {
  readonly estimate: PlanStep['estimate'];
  /** Where the numbers come from, for people. */
  readonly basis: string;
}

/** Answers below which an average says little. */
const ENOUGH = 5;
/** An average over another template or other rows of the same step. */
const HISTORY_SPREAD = 0.25;

/**
 * A step's calls, tokens and money from what it really asks, from answers the ledger has, and from what an earlier run paid;
 * where nothing is known the plan's own guess stands. Ranges are two standard errors of a sample wide, and never narrower
 * than what is known of how the endpoint counts.
 */
export function refineStep(facts: StepFacts): RefinedStep {
  const { step, probe, history } = facts;
  const calls = callsOf(facts);
  const prompt = promptPerCall(facts);
  const completion = completionPerCall(facts);
  const left = calls.left;
  const prompt_tokens = times(left, prompt.range);
  const completion_tokens = times(left, completion.range);
  const usd = money(facts, prompt_tokens, completion_tokens);
  const basis = [calls.basis, prompt.basis, completion.basis].filter((part) => part !== '');
  return {
    estimate: { rows: step.estimate.rows, calls: left, prompt_tokens, completion_tokens, ...(usd ? { usd } : {}) },
    basis: probe || history ? basis.join('; ') : 'a guess: nothing like it was asked before',
  };
}

/** Calls still to be made: those of all rows, less what the ledger has. */
function callsOf(facts: StepFacts): { readonly left: Range; readonly basis: string } {
  const { step, probe } = facts;
  if (!probe || probe.rows === 0) return { left: step.estimate.calls, basis: '' };
  const bought = probe.calls.filter(({ usage }) => usage).length;
  if (step.shape === 'grow') {
    const made = probe.made ?? 0;
    if (made < ENOUGH) return { left: step.estimate.calls, basis: '' };
    const wanted = step.estimate.rows.high;
    const perRow = probe.calls.length / made;
    return {
      left: less({ low: wanted * perRow * 0.8, high: wanted * perRow * 1.6 }, bought),
      basis: `${made} rows from ${countOf(probe.calls.length, 'call')} in the first round`,
    };
  }
  const all = callsInAll(facts, probe);
  const { answered, rows } = probe;
  const seen = `${formatCount(answered)} of ${countOf(rows, 'row')} seen are answered`;
  // A few rows that have all their answers do not say that every row has.
  const isSample = probe.of === undefined || probe.of * onlineModels(facts) > rows;
  if (answered === 0 || (isSample && answered === rows))
    return { left: less(all, bought), basis: answered === 0 ? '' : seen };
  const share = 1 - answered / rows;
  return { left: whole({ low: all.low * share, high: all.high * share }), basis: seen };
}

function callsInAll(facts: StepFacts, probe: StepProbe): Range {
  const { step, guessedRows } = facts;
  const planned = step.estimate.calls;
  if (probe.of === undefined) return planned;
  // Where a local model is measured, what helps in its part was not seen at work.
  const isWhole = step.models.length === subjectsOf(step).length || onlineModels(facts) === step.parts.length;
  const isAnswered = isWhole && probe.answered >= ENOUGH && probe.answered === probe.rows;
  const perRow = isAnswered
    ? (probe.calls.length / probe.rows) * onlineModels(facts)
    : planned.high / Math.max(1, guessedRows.high);
  return { low: probe.of * perRow, high: probe.of * perRow };
}

/** Endpoints under measure, to each of which a row is shown. */
function onlineModels({ step, models }: StepFacts): number {
  if (!isMeasuring(step)) return 1;
  return subjectsOf(step).filter((ref) => endpointOf(models, ref) !== undefined).length;
}

const less = ({ low, high }: Range, bought: number): Range =>
  whole({ low: Math.max(0, low - bought), high: Math.max(0, high - bought) });

interface PerCall {
  readonly range: Range;
  readonly basis: string;
}

function promptPerCall({ step, probe, history, counters }: StepFacts): PerCall {
  const answered = (probe?.calls ?? []).flatMap(({ usage }) => (usage ? [usage.prompt_tokens] : []));
  if (answered.length >= ENOUGH)
    return { range: meanRange(answered, 0.02), basis: `prompts of ${answered.length} answers` };
  const calls = probe?.calls ?? [];
  if (calls.length > 0) {
    const counts = calls.map((call) => counterOf(counters, call).count(call.messages));
    const { spread, how } = counterOf(counters, calls[0]!);
    const { low, high } = meanRange(counts, 0);
    return {
      range: { low: low * spread.low, high: high * spread.high },
      basis: `${calls.length} real prompts, tokens by ${how}`,
    };
  }
  if (history && history.calls >= ENOUGH) return fromHistory(history, history.prompt_tokens, 'prompts');
  return { range: perCall(step.estimate.prompt_tokens, step.estimate.calls), basis: '' };
}

function completionPerCall({ step, probe, history }: StepFacts): PerCall {
  const seen = (probe?.calls ?? []).flatMap(({ usage }) => (usage ? [usage.completion_tokens] : []));
  if (seen.length >= ENOUGH)
    return { range: meanRange(seen, 0.03), basis: `replies as long as ${seen.length} in the ledger` };
  if (history && history.calls >= ENOUGH) return fromHistory(history, history.completion_tokens, 'replies');
  const cap = Math.max(0, ...(probe?.calls ?? []).map(({ max_tokens: most }) => most ?? 0));
  const guessed = perCall(step.estimate.completion_tokens, step.estimate.calls);
  return {
    range: cap > 0 ? { low: Math.min(cap, guessed.low), high: cap } : guessed,
    basis: cap > 0 ? `replies guessed, at most ${cap} tokens` : 'length of replies guessed',
  };
}

function fromHistory({ run, calls }: StepHistory, tokens: number, what: string): PerCall {
  const mean = tokens / calls;
  return {
    range: { low: mean * (1 - HISTORY_SPREAD), high: mean * (1 + HISTORY_SPREAD) },
    basis: `${what} as long as ${calls} of run ${run}`,
  };
}

function counterOf(counters: StepFacts['counters'], { model }: ProbedCall): TokenCounter {
  return counters.get(model) ?? [...counters.values()][0]!;
}

/** Two standard errors around the mean, at least `least` of it on each side. */
function meanRange(values: readonly number[], least: number): Range {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1);
  const half = Math.max(2 * Math.sqrt(variance / values.length), mean * least);
  return { low: Math.max(0, mean - half), high: mean + half };
}

function perCall(tokens: Range, calls: Range): Range {
  return {
    low: calls.low === 0 ? tokens.high / Math.max(1, calls.high) : tokens.low / calls.low,
    high: calls.high === 0 ? 0 : tokens.high / calls.high,
  };
}

/** Both directions of each model's price; several models share the calls evenly. */
function money({ step, models }: StepFacts, prompt: Range, completion: Range): Range | undefined {
  const online = step.models.flatMap((ref) => endpointOf(models, ref) ?? []);
  if (online.length === 0 || prompt.high + completion.high === 0) return { low: 0, high: 0 };
  let low = 0;
  let high = 0;
  for (const { price } of online) {
    if (!price) return undefined;
    const share = (step.mode === 'batch' ? 1 - (price.batch_discount ?? 0) : 1) / online.length / 1e6;
    low += share * (prompt.low * price.input_usd_per_million + completion.low * price.output_usd_per_million);
    high += share * (prompt.high * price.input_usd_per_million + completion.high * price.output_usd_per_million);
  }
  return { low: toMillionths(low), high: toMillionths(high) };
}

const toMillionths = (usd: number): number => Math.round(usd * 1e6) / 1e6;
const times = (count: Range, each: Range): Range => whole({ low: count.low * each.low, high: count.high * each.high });
const whole = ({ low, high }: Range): Range => ({ low: Math.round(low), high: Math.round(high) });
