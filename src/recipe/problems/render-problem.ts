import { styleText } from 'node:util';
import type { SourcePlace } from '../../core/errors.js';
import type { Problem } from '../../core/problems.js';

export interface RenderOptions {
  readonly color: boolean;
}

type Style = 'bold' | 'red' | 'dim' | 'cyan';

const longestLine = 160;

/** The source line with a caret under the column; a long line is cut to the part around it. */
function excerpt({ text, column }: SourcePlace, paint: (style: Style, text: string) => string): string[] {
  if (text === undefined || text.trim() === '') return [];
  const at = (column ?? 1) - 1;
  const from = at > longestLine - 20 ? at - Math.floor(longestLine / 2) : 0;
  const shown = text.slice(from, from + longestLine).replaceAll('\t', ' ');
  const cut = `${from > 0 ? '…' : ''}${shown}${from + longestLine < text.length ? '…' : ''}`;
  const caret = column === undefined ? [] : [`    ${' '.repeat(at - from + (from > 0 ? 1 : 0))}${paint('red', '^')}`];
  return [`    ${cut}`, ...caret];
}

/** One problem: where, what, the line with a caret, what to do. */
export function renderProblem(problem: Problem, { color }: RenderOptions): string {
  const paint = (style: Style, text: string): string =>
    color ? styleText(style, text, { validateStream: false }) : text;
  const { file, line, column } = problem.where;
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return [
    `${paint('bold', place)}: ${paint('red', 'error')}: ${problem.message} ${paint('dim', `[${problem.code}]`)}`,
    ...excerpt(problem.where, paint),
    ...(problem.note === undefined ? [] : [`  ${paint('dim', 'note')}: ${problem.note}`]),
    ...(problem.hint === undefined ? [] : [`  ${paint('cyan', 'hint')}: ${problem.hint}`]),
  ].join('\n');
}

/** All of them, a blank line between, the count at the end. Ends with a newline; empty when there are none. */
export function renderProblems(problems: readonly Problem[], options: RenderOptions): string {
  if (problems.length === 0) return '';
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return `${problems.map((problem) => renderProblem(problem, options)).join('\n\n')}\n\n${count}.\n`;
}
