import { rowsOf, runGrow } from '../../../test/support/fake-context.js';
import { magpie } from './magpie.js';

const seeds = rowsOf({ text: 'You tutor algebra.' }, { text: 'You plan trips.' });
const given = {
  model: 'teacher',
  pre_query: '<|im_start|>system\n{{ text }}<|im_end|>\n<|im_start|>user\n',
  target: 4,
  calls_per_round: 3,
  stop: ['<|im_end|>'],
};

test('the model is given the beginning of a turn as it is, from the seeds in turn, each call a draw of its own', async () => {
  const result = await runGrow(magpie, given, seeds, {
    complete: ({ sample_index }) => ` What about ${sample_index}?\n`,
  });
  expect(result.rows.map((row) => row['prompt'])).toEqual([0, 1, 2, 3].map((n) => `What about ${n}?`));
  expect(result.rows.map(({ parents }) => parents)).toEqual([['r0'], ['r1'], ['r0'], ['r1']]);
  expect(result.askedSo[1]).toEqual({
    kind: 'completion',
    prompt: '<|im_start|>system\nYou plan trips.<|im_end|>\n<|im_start|>user\n',
    sampling: { temperature: 1, top_p: 1, max_tokens: 512, stop: ['<|im_end|>'] },
    sample_index: 1,
  });
  expect(result.askedSo.map((request) => 'sample_index' in request && request.sample_index)).toEqual([0, 1, 2, 3]);
});

test('what is empty, unfinished, too short, too long or there already is put aside under its reason', async () => {
  const turns = ['', 'Rewrite this:', 'Why?', 'one two three four five six', 'Why is it red?', 'why is it RED?'];
  const once = { ...given, target: 6, calls_per_round: 6, max_rounds: 1, max_words: 5 };
  const result = await runGrow(magpie, once, seeds, { complete: ({ sample_index = 0 }) => turns[sample_index]! });
  expect(result.rows.map((row) => row['prompt'])).toEqual(['Why is it red?']);
  expect(result.rejected.map(({ reason }) => reason)).toEqual([
    'empty-reply',
    'unfinished',
    'too-short',
    'too-long',
    'repeated',
  ]);
});

test('a turn that is there already, case and white space aside, is not taken twice; another sign makes another prompt', async () => {
  const turns = ['What is 2+2?', 'what  is 2+2? ', 'What is 2-2?', 'And why?'];
  const result = await runGrow(magpie, { ...given, target: 2, calls_per_round: 2 }, seeds, {
    complete: ({ sample_index = 0 }) => turns[sample_index]!,
  });
  expect(result.rows.map((row) => row['prompt'])).toEqual(['What is 2+2?', 'What is 2-2?']);
});

test('a turn that was cut off is counted and not used', async () => {
  const result = await runGrow(magpie, { ...given, target: 1, max_rounds: 1 }, seeds, {
    complete: () => ({ text: 'Tell me all about', finish_reason: 'length' }),
  });
  expect([result.rows, result.rejected]).toEqual([[], [{ reason: 'reply-cut-off' }]]);
});

test('what cannot work is a problem of the recipe', () => {
  const params = { ...given, min_words: 3, max_words: 2, temperature: 0 } as never;
  expect(magpie.check!(params, {})).toMatchObject([{ path: ['min_words'] }, { path: ['temperature'] }]);
  expect(magpie.estimate!(2, given as never)).toEqual({ calls: 4 });
});
