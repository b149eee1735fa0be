import type { PlanStep } from '../../../schemas/generated/plan.js';
import { LimbeckError } from '../../../src/core/errors.js';
import type { Row } from '../../../src/core/record-kinds.js';
import { isUnusableReply } from '../../../src/core/models/unusable-reply.js';

/**
 * Whether a failed row is trouble of the step. A model under measure that cannot give a usable reply has answered
 * wrongly, and the metrics say so; a request that its endpoint would not take is trouble.
 */
export function countsAsFailed(shape: PlanStep['shape'], failure: Row): boolean {
  return shape !== 'measure' || !isUnusable(failure);
}

/** Whether the row failed on a reply that was given and cannot be used: the same request has the same reply. */
export function isUnusable(failure: Row): boolean {
  return isUnusableReply(String(failure['failed_because']));
}

/** Failed rows, counted by code, with an example of each error's text. */
export interface FailureTally {
  readonly failed: number;
  add(failure: Row): void;
  /** The error that stops the step, when more than the allowed share of `rows` failed. */
  tooMany(step: PlanStep, rows: number): LimbeckError | undefined;
}

export function createFailureTally(shape: PlanStep['shape']): FailureTally {
  const byError = new Map<string, { count: number; readonly example: string; readonly hint: string | undefined }>();
  let failed = 0;
  return {
    get failed() {
      return failed;
    },
    add(failure) {
      if (!countsAsFailed(shape, failure)) return;
      failed++;
      const code = String(failure['failed_because']);
      const known = byError.get(code);
      if (known) known.count++;
      else byError.set(code, { count: 1, example: String(failure['error']), hint: hintOf(failure) });
    },
    tooMany(step, rows) {
      const allowed = step.failures.max_share * rows;
      if (failed <= allowed) return undefined;
      const [commonest] = [...byError].toSorted(([, a], [, b]) => b.count - a.count);
      const why = commonest ? ` Most often (${commonest[1].count}): ${commonest[1].example}` : '';
      return new LimbeckError({
        code: 'too-many-failed-rows',
        message: `${failed} of ${rows} rows failed in step "${step.id}"; at most ${Math.floor(allowed)} may.${why}`,
        hint: `${commonest?.[1].hint ?? 'Mend the cause.'} ${waysOn(commonest?.[0] ?? '')}`,
      });
    },
  };
}

function hintOf({ error_hint: hint }: Row): string | undefined {
  return typeof hint === 'string' ? hint : undefined;
}

/** A run keeps its plan and the replies it was given: a plain resume helps where the trouble was outside of both. */
function waysOn(code: string): string {
  if (code.startsWith('teacher-'))
    return 'Then resume: rows that were done stay done. After a change of limbeck.yaml start a new run.';
  const ways =
    'Then start a new run: good answers are reused. Or allow some failed rows with `failures: { max_share: ... }`.';
  return isUnusableReply(code) ? `${ways} Or \`limbeck resume --retry-failed\` asks for other replies.` : ways;
}
