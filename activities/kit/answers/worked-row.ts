import type { WorkedAnswer } from './answer-extraction.js';
import { questionText } from '../text/column-text.js';
import { mayHaveGold } from './gold-answer.js';
import type { Row } from '../../../src/core/record-kinds.js';
import { columnsForReply, namesForReply } from '../asking/row-prompt.js';

/** Records of kind `rationale` made from a row: what it asks, how it was worked out, and the right answer where known. */
export function workedRow(row: Row, worked: WorkedAnswer, gold: string | undefined): Record<string, unknown> {
  const { rationale, answer } = worked;
  const known = gold === undefined ? {} : { gold };
  // A verdict over an earlier answer says nothing about this one.
  const { correct: _verdict, ...columns } = columnsForReply(row);
  return { ...columns, prompt: questionText(row), rationale, answer, ...known };
}

/** The columns of such records, from those of the rows and the column that was named for the right answer. */
export function workedColumns(columns: readonly string[], gold: string | undefined): readonly string[] {
  const known = mayHaveGold(columns, gold) ? ['gold'] : [];
  const kept = namesForReply(columns).filter((name) => name !== 'correct');
  return [...new Set([...kept, 'prompt', 'rationale', 'answer', ...known])];
}
