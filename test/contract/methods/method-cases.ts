import type { Row } from '../../../src/core/record-kinds.js';
import { rowsOf, type FakeWorld } from '../../support/fake-context.js';

/** A small run of a method: enough to see that it keeps its declarations. Every method of the lists has one. */
export interface MethodCase {
  readonly with: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, readonly Row[]>>;
  /** Kind of the first input, for methods that pass kinds on. */
  readonly kind: string;
  readonly world?: FakeWorld;
}

const clause =
  'This agreement starts on the first of March and runs for eighteen months unless it is ended in writing.';
const sft = rowsOf(
  { prompt: clause, completion: '{"score":3}', note: 'kept' },
  { prompt: clause, completion: '{"score":3}', note: 'kept' },
  {
    prompt: 'Is the rent due on the first or on the last working day of each month?',
    completion: '{"score":4}',
    note: 'kept',
  },
);
const questions = rowsOf(
  { prompt: 'What is 9 times 2?', reference: '#### 18' },
  { prompt: 'And 2 plus 2?', reference: '#### 4' },
);
const rationales = rowsOf(
  { prompt: 'q', rationale: 'r', answer: '18', gold: '18' },
  { prompt: 'q', rationale: 'r', answer: '17', gold: '18' },
);

export const methodCases: Readonly<Record<string, MethodCase>> = {
  'elicit/label': {
    with: { model: 'teacher', prompt: 'Answer: {{ prompt }}' },
    inputs: { rows: questions, demos: sft.slice(0, 1) },
    kind: 'prompt',
    world: { model: () => 'an answer', side: { demos: sft.slice(0, 1) } },
  },
  'elicit/chain-of-thought': {
    with: { model: 'teacher', samples: 2, temperature: 0.7 },
    inputs: { rows: questions },
    kind: 'prompt',
    world: { model: ({ sample_index = 0 }) => (sample_index === 0 ? 'because\n#### 18' : 'no idea') },
  },
  'elicit/rationalize': {
    with: { model: 'teacher' },
    inputs: { rows: questions, except: rationales.slice(0, 1) },
    kind: 'prompt',
    world: { model: () => 'because\n#### 18', side: { except: [{ id: 's0', parents: ['r1'] }] } },
  },
  'elicit/self-sample': {
    with: { model: 'student', samples: 2 },
    inputs: { rows: questions },
    kind: 'prompt',
    world: { model: ({ sample_index = 0 }) => (sample_index === 0 ? 'because\n18' : '') },
  },
  'elicit/self-instruct': {
    with: { model: 'teacher', target: 3, per_call: 2, calls_per_round: 1, demos: 2 },
    inputs: { seeds: questions },
    kind: 'prompt',
    world: {
      model: ({ sample_index = 0 }) =>
        `1. Write ${sample_index}a with ${sample_index}b by ${sample_index}c\n2. Short one\n3. Find ${sample_index}d near ${sample_index}e for ${sample_index}f`,
    },
  },
  'refine/parse': { with: { json: { score: 'score' } }, inputs: { rows: sft }, kind: 'sft' },
  'refine/where': {
    with: { keep: 'row.note == "kept"' },
    inputs: { rows: sft },
    kind: 'sft',
    world: { predicate: () => (row) => row.id !== 'r1' },
  },
  'refine/dedup-exact': { with: { fields: ['prompt'] }, inputs: { rows: sft }, kind: 'sft' },
  'refine/dedup-minhash': { with: {}, inputs: { rows: sft }, kind: 'sft' },
  'refine/decontaminate': { with: {}, inputs: { rows: sft, against: rowsOf({ prompt: clause }) }, kind: 'sft' },
  'refine/verify-answer': { with: {}, inputs: { rows: rationales }, kind: 'rationale' },
  'refine/mix': {
    with: { weights: { a: 1, b: 1 } },
    inputs: { a: sft, b: sft.map((row) => ({ ...row, id: `b${row.id}` })) },
    kind: 'sft',
  },
  'refine/split': { with: { count: 1 }, inputs: { rows: sft }, kind: 'sft' },
  'evaluate/exact-match': {
    with: { models: ['teacher'], compare: 'json' },
    inputs: { rows: sft },
    kind: 'sft',
    world: { model: () => '{ "score": 3 }' },
  },
  'evaluate/numeric-answer': {
    with: { models: ['teacher'] },
    inputs: { rows: questions },
    kind: 'prompt',
    world: { model: () => 'it is 18' },
  },
};
