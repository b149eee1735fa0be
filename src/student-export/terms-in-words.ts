import type { ReportModel } from '../../schemas/generated/report.js';

const TERMS = {
  allowed: 'training on its output allowed',
  forbidden: 'training on its output FORBIDDEN',
  unknown: 'terms not said',
  'not-applicable': 'a local model',
} as const;

/** How cards say under which terms a model answered. */
export function termsInWords(terms: ReportModel['training_on_output'], url: string | undefined): string {
  return url === undefined ? TERMS[terms] : `${TERMS[terms]} (${url})`;
}
