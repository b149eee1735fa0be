import { cutText, showLine } from '../../report/safe-text.js';
import type { Style } from '../output/style.js';
import { costInWords, type PricedChange } from '../../project/plan-diff/cost-again.js';
import type { ValueChange } from '../../project/plan-diff/diff-values.js';

const LONGEST_VALUE = 60;
const LINES_SHOWN = 12;

/** What changed since a run, and what will run again because of it; what is the same is counted. */
export function renderChanges(run: string, changes: readonly PricedChange[], style: Style): string {
  const told = changes.filter(({ change }) => change !== 'same');
  const same = changes.filter(({ change, what }) => change === 'same' && what === 'step');
  const lines = told.flatMap((change) => [
    headOf(change, style),
    ...change.parts.flatMap((part) => partOf(part, style)),
  ]);
  const unfinished = same.flatMap(({ name, state, again }) =>
    state === 'will-run' ? [again ? `${name} (${costInWords(again)})` : name] : [],
  );
  return [
    style.bold(`Since run ${run}:`),
    ...(told.length === 0 ? ['  nothing that a step key holds has changed'] : lines),
    ...(same.length === 0 ? [] : [`  the same: ${same.map(({ name }) => name).join(', ')}`]),
    ...(unfinished.length === 0 ? [] : [`  the same, but never finished: ${unfinished.join(', ')}`]),
  ].join('\n');
}

function headOf({ name, what, change, because, state, again: cost }: PricedChange, style: Style): string {
  const words = {
    new: style.green('new'),
    gone: style.red('gone'),
    changed: style.yellow('changed'),
    follows: `follows ${because.join(', ')}`,
    same: 'same',
  }[change];
  const runs = state === 'will-run' ? `  runs${cost ? `: ${costInWords(cost)}` : ''}` : '';
  const again = state === 'reused' ? style.dim('  made before: reused') : runs;
  return `  ${style.bold(name)}${what === 'data set' ? ' (data)' : ''}: ${words}${again}`;
}

function partOf({ path, before, after }: ValueChange, style: Style): string[] {
  if (typeof before === 'string' && typeof after === 'string' && `${before}${after}`.includes('\n')) {
    return [`    ${path}:`, ...changedLines(before, after, style)];
  }
  return [`    ${path}: ${style.red(shown(before))} -> ${style.green(shown(after))}`];
}

function shown(value: unknown): string {
  if (value === undefined) return '(none)';
  const { text, left_out } = cutText(
    showLine(typeof value === 'string' ? value : JSON.stringify(value)),
    LONGEST_VALUE,
  );
  return left_out > 0 ? `${text}…` : text;
}

/** Lines between the common beginning and the common end: enough for a prompt that was edited. */
function changedLines(before: string, after: string, style: Style): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start++;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const lines = [
    ...old.slice(start, old.length - end).map((line) => style.red(`      - ${showLine(line)}`)),
    ...now.slice(start, now.length - end).map((line) => style.green(`      + ${showLine(line)}`)),
  ];
  return lines.length <= LINES_SHOWN
    ? lines
    : [...lines.slice(0, LINES_SHOWN), `      … ${lines.length - LINES_SHOWN} more`];
}
