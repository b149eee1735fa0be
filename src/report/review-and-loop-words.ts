import type { ReportLoop, ReportStep } from '../../schemas/generated/report.js';
import { formatCount, formatMetric } from './format-number.js';

/** What a person made of a step's rows, in one sentence without its end. */
export function tellReview({ by, rows, edited, removed }: NonNullable<ReportStep['review']>): string {
  return `reviewed by ${by}: ${formatCount(rows)} rows seen, ${formatCount(edited)} edited, ${formatCount(removed)} removed`;
}

/** How far a loop came, and which of its rounds is read by what comes after. */
export function tellLoop({ rounds, times, ended, kept, keep, value }: ReportLoop): string {
  const best = keep === undefined || value === undefined ? '' : `, best by ${keep}: ${formatMetric(value)}`;
  const state = ended
    ? `ended after round ${rounds} of at most ${times}`
    : `round ${rounds} of at most ${times} is done`;
  return `${state}; round ${kept} ${ended ? 'is kept' : 'is the best so far'}${best}`;
}
