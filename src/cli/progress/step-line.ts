import type { RunEvent, Spend } from '../../../schemas/generated/run-event.js';
import type { RunView } from '../../core/run/run-view.js';
import type { StepView } from '../../core/run/step-view.js';
import { countOf, formatCount, formatDuration, formatShort } from '../../project/format.js';
import { showLine } from '../../report/safe-text.js';
import { spendInWords } from '../output/spend-in-words.js';
import type { Style } from '../output/style.js';
import { totalSpend, type Progress } from './progress.js';

/** What there is to say of a step, most telling first, so that a narrow terminal cuts the least. */
export function stepFacts(step: StepView, progress: Progress, nowMs: number): string[] {
  if (step.review?.type === 'review-waiting') return [`waits for review of ${countOf(step.review.rows, 'row')}`];
  switch (step.state) {
    case 'waiting':
      return ['waiting'];
    case 'skipped':
      return [`skipped: ${step.skippedBecause ?? 'its condition is false'}`];
    case 'failed':
      return [step.error ? `failed: ${step.error.message}` : 'failed'];
    case 'reused':
      return ['reused', ...resultFacts(step), ...reviewFacts(step)];
    case 'done':
      return [...resultFacts(step), ...reviewFacts(step), ...spendFacts(step.spend), ...tookFacts(step)];
    default:
      return runningFacts(step, progress, nowMs);
  }
}

/** What there is to say of a loop after a round. */
export function roundFacts({ round, stop, kept, value }: Extract<RunEvent, { type: 'round-finished' }>): string[] {
  const best = value === undefined ? [] : [`best ${value.toPrecision(3)}`];
  if (!stop) return [`round ${round} done`, ...(kept === round ? best : [...best, `in round ${kept}`])];
  return [`ended after round ${round}`, `keeps round ${kept}`, ...best];
}

function resultFacts(step: StepView): string[] {
  const gate = step.gate ? [step.gate.met ? 'gate met' : 'GATE NOT MET'] : [];
  if (step.training || step.losses.length > 0) {
    const loss = step.losses.at(-1)?.[1];
    return [...(loss === undefined ? ['trained'] : [`trained, loss ${loss.toPrecision(3)}`]), ...gate];
  }
  return [countOf(step.done, 'row'), ...asideFacts(step), ...gate];
}

function reviewFacts({ review }: StepView): string[] {
  if (review?.type !== 'review-finished') return [];
  const edited = review.edited > 0 ? `, ${formatCount(review.edited)} edited` : '';
  return [`reviewed by ${showLine(review.by)}${edited}`];
}

function asideFacts(step: StepView): string[] {
  return [
    ...(step.failed > 0 ? [`${formatCount(step.failed)} failed`] : []),
    ...(step.rejected > 0 ? [`${formatCount(step.rejected)} rejected`] : []),
  ];
}

function spendFacts(spend: Spend): string[] {
  return [
    ...(spend.calls > 0 ? [countOf(spend.calls, 'call')] : []),
    ...(spend.reused > 0 ? [`${formatCount(spend.reused)} reused`] : []),
    ...moneyFacts(spend),
  ];
}

function moneyFacts(spend: Spend): string[] {
  const money = spendInWords(spend);
  return money === undefined ? [] : [money];
}

function tookFacts(step: StepView): string[] {
  return step.finished ? [formatDuration(step.finished.duration_ms)] : [];
}

function runningFacts(step: StepView, progress: Progress, nowMs: number): string[] {
  const left = progress.remainingMs(step, nowMs);
  const eta = left === undefined ? [] : [`${formatDuration(left)} left`];
  const waiting = waitingFacts(step, nowMs);
  if (step.training) return [...waiting, ...trainingFacts(step), ...eta, ...retryFacts(step)];
  // Training has no rows to count, and neither has a step whose first chunk no worker has taken up.
  if (step.rows === undefined && step.chunks.size === 0) return [...waiting, ...queuedFacts(step, progress)];
  const rows =
    step.rows === undefined ? countOf(step.done, 'row') : `${formatCount(step.done)}/${countOf(step.rows, 'row')}`;
  return [
    ...waiting,
    ...(step.chunks.size === 0 && progress.unserved.has(step.id) ? queuedFacts(step, progress) : []),
    rows,
    ...asideFacts(step),
    ...paceFacts(progress.rowsPerSecond(step, nowMs), 'rows/s'),
    ...eta,
    ...paceFacts(progress.tokensPerSecond(step, nowMs), 'tokens/s'),
    ...spendFacts(step.spend),
    ...retryFacts(step),
  ];
}

/** Why it waits and how much longer; a wait whose time is over has become a try. */
export function waitingFacts({ waiting, waitingUntil }: StepView, nowMs: number): string[] {
  if (waiting === undefined) return [];
  if (waitingUntil === undefined) return [`waiting: ${showLine(waiting)}`];
  return nowMs < waitingUntil ? [`waiting ${formatDuration(waitingUntil - nowMs)}: ${showLine(waiting)}`] : [];
}

function queuedFacts(step: StepView, { unserved }: Progress): string[] {
  const queue = unserved.get(step.id);
  return [queue === undefined ? 'queued' : `queued: no worker is free on queue ${queue}`];
}

function paceFacts(rate: number | undefined, unit: string): string[] {
  if (rate === undefined || rate === 0) return [];
  return [`${rate < 10 ? rate.toFixed(1) : formatShort(Math.round(rate))} ${unit}`];
}

function retryFacts({ retries }: StepView): string[] {
  return retries > 0 ? [`tried again ${countOf(retries, 'time')}`] : [];
}

function trainingFacts({ training, trainer, losses }: StepView): string[] {
  if (!training) return [];
  const { phase, at_step: at, total_steps: total, loss = losses.at(-1)?.[1], tokens_per_second: speed } = training;
  const from = trainer?.resumedAt === undefined ? [] : [`resumed at ${formatCount(trainer.resumedAt)}`];
  if (at === undefined) return [phase, ...from];
  return [
    `${phase === 'training' ? 'step' : `${phase}, step`} ${formatCount(at)}${total === undefined ? '' : `/${formatCount(total)}`}`,
    ...(loss === undefined ? [] : [`loss ${loss.toPrecision(3)}`]),
    ...(speed === undefined ? [] : [`${formatShort(speed)} tokens/s`]),
    ...from,
  ];
}

/** Calls, tokens and money of the whole run. */
export function totalFacts(view: RunView): string[] {
  const spend = totalSpend(view);
  const tokens = spend.prompt_tokens + spend.completion_tokens;
  return [
    countOf(spend.calls, 'call'),
    ...(spend.reused > 0 ? [`${formatCount(spend.reused)} reused`] : []),
    ...(tokens > 0 ? [`${formatShort(tokens)} tokens`] : []),
    ...moneyFacts(spend),
  ];
}

export function stepMark(step: StepView, style: Style, frame = '*'): string {
  if (step.review?.type === 'review-waiting') return style.yellow('?');
  switch (step.state) {
    case 'waiting':
      return style.dim('.');
    case 'running':
      return step.waiting === undefined ? style.cyan(frame) : style.yellow(frame);
    case 'done':
      return step.gate?.met === false ? style.red('x') : style.green('+');
    case 'reused':
      return style.green('=');
    case 'skipped':
      return style.dim('-');
    default:
      return style.red('x');
  }
}
