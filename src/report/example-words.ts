import type { ReportEvaluation, ReportExample } from '../../schemas/generated/report.js';
import { formatMetric } from './format-number.js';

/** How reports speak of the examples they chose. */
export const chosenWords: Readonly<Record<ReportExample['chosen'], { readonly one: string; readonly group: string }>> =
  {
    wrong: { one: 'had this wrong', group: 'Wrong' },
    undecided: { one: 'left this undecided', group: 'Undecided' },
    correct: { one: 'had this right', group: 'Right' },
    lowest: { one: 'has its lowest score here', group: 'Lowest scores' },
    highest: { one: 'has its highest score here', group: 'Highest scores' },
  };

export function examplesTitle({ examples }: Pick<ReportEvaluation, 'examples'>): string {
  return examples.some(({ gold }) => gold) ? 'Predictions beside gold' : 'Predictions';
}

/** Which rows are shown, for the line above them. */
export function sayChoice({ examples }: Pick<ReportEvaluation, 'examples'>, subject: string): string {
  if (examples.some(({ chosen }) => chosen === 'lowest'))
    return `The held-out rows on which ${subject} has its lowest and its highest scores. Not hand-picked.`;
  return examples.some(({ chosen }) => chosen === 'undecided')
    ? `The first held-out rows, in order, that ${subject} lost, left undecided and won. Not hand-picked.`
    : `The first held-out rows, in order, that ${subject} had wrong and those it had right. Not hand-picked.`;
}

/** A word is shown as it is, a score as a number. */
export function sayVerdict(verdict: string | number): string {
  return typeof verdict === 'number' ? formatMetric(verdict) : verdict;
}
