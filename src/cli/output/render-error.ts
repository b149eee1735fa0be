import { isLimbeckError, type LimbeckError, type SourcePlace } from '../../core/errors.js';
import type { RecipeInvalid } from '../../core/problems.js';
import { renderProblems } from '../../recipe/problems/render-problem.js';
import type { Style } from './style.js';

/** `error[code]: message`, then where with the source line and a caret, then the hint. */
export function renderError(error: unknown, style: Style): string {
  if (isRecipeInvalid(error)) return renderProblems(error.problems, { color: style.colours }).trimEnd();
  if (isLimbeckError(error)) return renderOne(error, style);
  const { message, stack } = asError(error);
  return renderOne(
    {
      code: 'unexpected',
      message,
      hint: 'This is a fault in Limbeck. LIMBECK_DEBUG=1 shows where it happened; please report it with that.',
    },
    style,
    process.env['LIMBECK_DEBUG'] ? stack : undefined,
  );
}

/** For `--json`: the same facts as one object. */
export function errorAsJson(error: unknown): Record<string, unknown> {
  if (isRecipeInvalid(error)) return { error: 'recipe-invalid', problems: error.problems };
  if (isLimbeckError(error)) {
    const { code, message, hint, where } = error;
    return { error: code, message, ...(hint === undefined ? {} : { hint }), ...(where ? { where } : {}) };
  }
  return { error: 'unexpected', message: asError(error).message };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

export function isRecipeInvalid(error: unknown): error is RecipeInvalid {
  return isLimbeckError(error) && error.code === 'recipe-invalid' && 'problems' in error;
}

type Shown = Pick<LimbeckError, 'code' | 'message'> & {
  readonly hint?: string | undefined;
  readonly where?: SourcePlace | undefined;
};

function renderOne(shown: Shown, style: Style, stack?: string): string {
  const lines = [`${style.red(style.bold(`error[${shown.code}]`))}${style.bold(`: ${shown.message}`)}`];
  if (shown.where) lines.push(...renderPlace(shown.where, style));
  if (shown.hint) lines.push(`${style.cyan('hint')}: ${shown.hint}`);
  if (stack !== undefined) lines.push(style.dim(stack));
  return lines.join('\n');
}

function renderPlace({ file, line, column, text }: SourcePlace, style: Style): string[] {
  const at = [file, line, column].filter((part) => part !== undefined).join(':');
  const lines = [`  ${style.dim('-->')} ${at}`];
  if (line === undefined || text === undefined) return lines;
  const number = String(line);
  // Tabs are kept under the caret's line so that it still points at its column.
  const lead = text.slice(0, (column ?? 1) - 1).replaceAll(/[^\t]/g, ' ');
  lines.push(`${style.dim(`${number} |`)} ${text}`);
  if (column !== undefined) lines.push(`${style.dim(`${' '.repeat(number.length)} |`)} ${lead}${style.red('^')}`);
  return lines;
}
