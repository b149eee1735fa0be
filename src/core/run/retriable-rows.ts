import type { PlanStep } from '../../../schemas/generated/plan.js';
import type { StepCounts } from '../../../schemas/generated/artifact.js';
import { isUnusableReply } from '../models/unusable-reply.js';

/**
 * Of a finished step's failed rows, those that may be tried again: of a map step all; where models are measured not those
 * whose model gave an unusable reply, since that is its answer and counts as wrong.
 */
export function retriableRows(shape: PlanStep['shape'], { failed, reasons }: StepCounts): number {
  if (shape === 'map') return failed;
  if (shape !== 'measure') return 0;
  const answered = Object.entries(reasons).filter(([code]) => isUnusableReply(code));
  return Math.max(0, failed - answered.reduce((sum, [, count]) => sum + count, 0));
}
