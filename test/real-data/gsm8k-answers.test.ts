import { chainOfThought } from '../../activities/elicit/chain-of-thought/chain-of-thought.js';
import { verifyAnswer } from '../../activities/refine/verify-answer/verify-answer.js';
import type { Row } from '../../src/core/record-kinds.js';
import { runMap } from '../support/fake-context.js';
import { readSharedJsonLines } from './shared-data.js';

const systems = ['6b_finetuning', '6b_verification', '175b_finetuning', '175b_verification'] as const;

type Recorded = { readonly question: string; readonly ground_truth: string } & Readonly<
  Record<(typeof systems)[number], { readonly solution: string; readonly is_correct: boolean }>
>;

const recorded = readSharedJsonLines<Recorded>('gsm8k', 'example_model_solutions.jsonl');
const questions: Row[] = recorded.map(({ question, ground_truth }, index) => ({
  id: `q${index}`,
  parents: [],
  prompt: question,
  reference: ground_truth,
}));

test.each(systems)('the verdicts on every recorded solution of %s are the recorded ones', async (system) => {
  const bySystem = new Map(recorded.map((row) => [row.question, row[system]]));
  const elicited = await runMap(chainOfThought, { model: 'teacher', marker: 'A:', prompt: '{{ prompt }}' }, questions, {
    model: ({ messages }) => bySystem.get(messages[0]!.content)!.solution,
  });
  expect(elicited.failed).toEqual([]);
  expect(elicited.rows.length + elicited.rejected.length).toBe(recorded.length);

  const verified = await runMap(
    verifyAnswer,
    {},
    elicited.rows.map((row, index) => ({ parents: [], ...row, id: `s${index}` })),
  );
  const right = new Set(verified.rows.map((row) => row['prompt']));
  const differing = recorded.filter((row) => right.has(row.question) !== row[system].is_correct);
  console.info(
    `${system}: ${recorded.length - differing.length} of ${recorded.length} verdicts agree; ` +
      `${right.size} right, ${verified.rejected.length} wrong, ${elicited.rejected.length} without an answer`,
  );
  expect(differing).toEqual([]);
});

test('the worked answers of the training set all end in a number after their marker', async () => {
  const train = readSharedJsonLines<{ question: string; answer: string }>('gsm8k', 'train.jsonl').map((row, index) => ({
    id: `t${index}`,
    parents: [],
    ...row,
  }));
  const given = { answer: 'answer', gold: 'answer', marker: '####', compare: 'number' };
  expect((await runMap(verifyAnswer, given, train)).rows).toHaveLength(7473);
});
