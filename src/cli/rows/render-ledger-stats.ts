import type { AnswerSums, LedgerStats } from '../../ledger/ledger-stats.js';
import { showLine } from '../../report/safe-text.js';
import { countOf, formatBytes, formatCount, formatShort, formatUsd } from '../../project/format.js';
import type { Style } from '../output/style.js';
import { renderTable } from '../output/table.js';

/** Totals, then a line per model. Money is what this project's runs paid. */
export function renderLedgerStats(stats: LedgerStats, style: Style): string {
  const head = ['model', 'answers', 'tokens in', 'tokens out', 'paid', 'imported'].map((name) => style.dim(name));
  const rows = stats.models.map((model) => [
    showLine(model.model),
    formatCount(model.answers),
    formatShort(model.prompt_tokens),
    formatShort(model.completion_tokens),
    paidOf(model),
    formatCount(model.imported),
  ]);
  const span = stats.oldest === undefined ? [] : [`from ${stats.oldest} to ${stats.newest}`];
  return [
    `${style.bold(countOf(stats.answers, 'answer'))}, ${formatBytes(stats.bytes)} on disk`,
    ...span,
    ...(rows.length === 0
      ? []
      : ['', ...renderTable([head, ...rows], ['left', 'right', 'right', 'right', 'right', 'right'])]),
    ...(stats.corrupt === 0
      ? []
      : ['', style.red(`${countOf(stats.corrupt, 'answer')} damaged: see \`limbeck ledger verify\`.`)]),
  ].join('\n');
}

function paidOf({ cost_nanousd: cost, unpriced }: AnswerSums): string {
  const known = formatUsd(cost / 1e9);
  if (unpriced === 0) return known;
  return cost === 0 ? 'unknown' : `at least ${known} (${formatCount(unpriced)} of unknown price)`;
}
