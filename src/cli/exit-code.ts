import type { RunView } from '../core/run/run-view.js';
import { isLimbeckError } from '../core/errors.js';

/** Exit codes of the command line; part of its promise. */
export const EXIT = { done: 0, failed: 1, usage: 2, gate: 3, budget: 4, interrupted: 130 } as const;

/** Codes besides `unknown-...` that mean: what was typed, or the recipe, is wrong. */
const USAGE_CODES = new Set([
  'not-asked',
  'not-built-yet',
  'preview-needs-training',
  'usage',
  'recipe-invalid',
  'no-project',
  'no-such-file',
  'run-exists',
  'bad-run-name',
  'folder-not-empty',
  'not-confirmed',
  'no-review',
  'review-bad-row',
  'serve-needs-token',
  'no-rows',
  'no-calls',
  'no-answers',
  'file-exists',
]);

export function exitCodeOfError(error: unknown): number {
  if (!isLimbeckError(error)) return EXIT.failed;
  if (error.kind === 'budget') return EXIT.budget;
  if (error.code === 'gate-not-met') return EXIT.gate;
  return USAGE_CODES.has(error.code) || error.code.startsWith('unknown-') ? EXIT.usage : EXIT.failed;
}

export function exitCodeOfOutcome(outcome: NonNullable<RunView['outcome']>): number {
  const codes = {
    done: EXIT.done,
    failed: EXIT.failed,
    'gate-not-met': EXIT.gate,
    budget: EXIT.budget,
    cancelled: EXIT.failed,
    // As after Ctrl-C: stopped on request, and there to be resumed.
    paused: EXIT.interrupted,
  };
  return codes[outcome];
}
