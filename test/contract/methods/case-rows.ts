import { rowsOf } from '../../support/fake-context.js';

// Rows that cases of several methods are made of.
export const clause =
  'This agreement starts on the first of March and runs for eighteen months unless it is ended in writing.';
export const sft = rowsOf(
  { prompt: clause, completion: '{"score":3}', note: 'kept' },
  { prompt: clause, completion: '{"score":3}', note: 'kept' },
  {
    prompt: 'Is the rent due on the first or on the last working day of each month?',
    completion: '{"score":4}',
    note: 'kept',
  },
);
export const questions = rowsOf(
  { prompt: 'What is 9 times 2?', reference: '#### 18' },
  { prompt: 'And 2 plus 2?', reference: '#### 4' },
);
export const rationales = rowsOf(
  { prompt: 'q', rationale: 'r', answer: '18', gold: '18' },
  { prompt: 'q', rationale: 'r', answer: '17', gold: '18' },
);
