import type { RunView } from '../../core/run/run-view.js';
import type { StepView } from '../../core/run/step-view.js';
import type { Style } from '../output/style.js';
import type { Progress } from './progress.js';
import { roundFacts, stepFacts, stepMark } from './step-line.js';

/** One line about a step, a loop, or a round of a loop that is over. */
export interface StepLine {
  readonly mark: string;
  readonly label: string;
  readonly facts: readonly string[];
  /** Nothing happens there now, and nothing did. */
  readonly quiet: boolean;
  /** Set for the line of a step. */
  readonly step?: StepView;
}

export interface StepLinesInput {
  readonly progress: Progress;
  readonly style: Style;
  readonly now: number;
  /** What marks a step that runs. */
  readonly frame?: string;
  /** Rounds that are over: each as one line, or with all their steps. */
  readonly past: 'folded' | 'whole';
}

interface Round {
  readonly round: number;
  readonly steps: { readonly name: string; readonly step: StepView }[];
}

/**
 * A run's steps as lines. A loop is a line of its own with its rounds below it; rounds that have not begun, and those
 * that the loop's end left out, are in that line's words only.
 */
export function stepLines(input: StepLinesInput): readonly StepLine[] {
  const { view } = input.progress;
  const loops = new Map<string, Round[]>();
  const lines: (StepLine | { readonly loop: string })[] = [];
  for (const step of view.steps.values()) {
    const [, loop, round, name] = /^(.+)\[(\d+)\]\/(.+)$/.exec(step.id) ?? [];
    if (loop === undefined || name === undefined) {
      lines.push(lineOf(input, step, step.id));
      continue;
    }
    const rounds = loops.get(loop) ?? [];
    if (!loops.has(loop)) lines.push({ loop });
    loops.set(loop, rounds);
    const last = rounds.at(-1);
    if (last?.round === Number(round)) last.steps.push({ name, step });
    else rounds.push({ round: Number(round), steps: [{ name, step }] });
  }
  return lines.flatMap((line) => ('loop' in line ? loopLines(input, line.loop, loops.get(line.loop) ?? []) : [line]));
}

function lineOf({ progress, style, now, frame }: StepLinesInput, step: StepView, label: string): StepLine {
  const quiet = (step.state === 'waiting' || step.state === 'skipped') && step.review?.type !== 'review-waiting';
  return { mark: stepMark(step, style, frame), label, facts: stepFacts(step, progress, now), quiet, step };
}

function loopLines(input: StepLinesInput, loop: string, rounds: readonly Round[]): StepLine[] {
  const begun = rounds.filter(({ steps }) => steps.some(({ step }) => !isQuiet(step)));
  const newest = begun.at(-1)?.round;
  const below = begun.flatMap(({ round, steps }) => {
    const isOver = steps.every(({ step }) => ['done', 'reused', 'skipped'].includes(step.state));
    if (input.past === 'folded' && isOver && round !== newest)
      return [{ mark: input.style.green('+'), label: `  [${round}]`, facts: ['done'], quiet: true }];
    return steps.map(({ name, step }) => lineOf(input, step, `  [${round}]/${name}`));
  });
  return [headLine(input, { loop, rounds, newest }), ...below];
}

function headLine(
  { progress: { view }, style, frame = '*' }: StepLinesInput,
  {
    loop,
    rounds,
    newest,
  }: { readonly loop: string; readonly rounds: readonly Round[]; readonly newest: number | undefined },
): StepLine {
  const told = view.loops.get(loop);
  if (newest === undefined) {
    const [first] = rounds[0]?.steps ?? [];
    const isSkipped = rounds.every(({ steps }) => steps.every(({ step }) => step.state === 'skipped'));
    if (isSkipped && first)
      return { mark: style.dim('-'), label: loop, facts: [`skipped: ${first.step.skippedBecause ?? ''}`], quiet: true };
    return { mark: style.dim('.'), label: loop, facts: ['waiting', `up to ${rounds.length} rounds`], quiet: true };
  }
  if (told?.stop) return { mark: style.green('+'), label: loop, facts: roundFacts(told), quiet: false };
  const facts = [`round ${newest} of up to ${rounds.length}`, ...(told ? roundFacts(told).slice(1) : [])];
  return { mark: isFailed(view, rounds) ? style.red('x') : style.cyan(frame), label: loop, facts, quiet: false };
}

function isFailed(view: RunView, rounds: readonly Round[]): boolean {
  return view.outcome === 'failed' && rounds.some(({ steps }) => steps.some(({ step }) => step.state === 'failed'));
}

function isQuiet({ state }: StepView): boolean {
  return state === 'waiting' || state === 'skipped';
}
