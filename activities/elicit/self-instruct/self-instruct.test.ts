import { LimbeckError } from '../../../src/core/errors.js';
import { rowsOf, runGrow } from '../../../test/support/fake-context.js';
import { selfInstruct } from './self-instruct.js';

const seeds = rowsOf(
  { prompt: 'Name three rivers in Europe.' },
  { prompt: 'Explain why the sky is blue.' },
  { prompt: 'Translate good morning into Dutch.' },
);

/** A teacher that never writes the same twice: numbered items of words nobody else uses. */
function inventor(): (request: { sample_index?: number }) => string {
  return ({ sample_index = 0 }) =>
    Array.from({ length: 4 }, (_, item) => {
      const mark = `${sample_index}x${item}`;
      return `${item + 1}. Tell ${mark}a about ${mark}b with ${mark}c now`;
    }).join('\n');
}

const given = { model: 'teacher', target: 20, demos: 2, per_call: 4, calls_per_round: 3 };

test('it makes exactly the target, each row with the examples it was shown', async () => {
  const { rows, rounds, asked } = await runGrow(selfInstruct, given, seeds, { model: inventor() });
  expect(rows).toHaveLength(20);
  expect(rounds).toBe(2);
  expect(asked.map((request) => request.sample_index)).toEqual([0, 1, 2, 3, 4]);
  expect(rows.every((row) => row.parents?.length === 2)).toBe(true);
});

test('each row says which reply it was read from', async () => {
  const { madeFrom } = await runGrow(selfInstruct, { ...given, target: 6 }, seeds, {
    model: (request) => ({ text: inventor()(request), response_key: `reply ${request.sample_index}` }),
  });
  expect(madeFrom).toEqual([0, 0, 0, 0, 1, 1].map((call) => [`reply ${call}`]));
});

test('equal seeds, random stream and replies give equal rows', async () => {
  const once = await runGrow(selfInstruct, given, seeds, { model: inventor() });
  const again = await runGrow(selfInstruct, given, seeds, { model: inventor() });
  const other = await runGrow(selfInstruct, given, seeds, { model: inventor(), seed: 'other' });
  expect(again).toEqual(once);
  expect(other.asked).not.toEqual(once.asked);
});

test('the request shows the examples, says how many and in what form', async () => {
  const one = { ...given, target: 1, demos: 1, calls_per_round: 1, presence_penalty: 2 };
  const { asked } = await runGrow(selfInstruct, one, seeds.slice(0, 1), { model: inventor() });
  expect(asked).toEqual([
    {
      messages: [
        {
          role: 'user',
          content: [
            'Here are 1 examples:',
            '',
            '1. Name three rivers in Europe.',
            '',
            'Write 4 new ones of the same kind. Vary topic, wording, length and every detail; do not repeat or reword the examples.',
            '',
            'Reply with a numbered list and nothing else, one item after the other: "1. ...", "2. ...".',
          ].join('\n'),
        },
      ],
      sampling: { temperature: 0.7, top_p: 0.5, max_tokens: 1024, presence_penalty: 2 },
      accept_cut_off: true,
      sample_index: 0,
    },
  ]);
});

test('an own template sees the examples and the count', async () => {
  const own = {
    ...given,
    target: 1,
    demos: 1,
    calls_per_round: 1,
    prompt: '{{ count }} like {{ demos | join: ", " }}',
  };
  const { asked } = await runGrow(selfInstruct, own, seeds.slice(0, 1), { model: inventor() });
  expect(asked[0]!.messages[0]!.content).toMatch(/^4 like Name three rivers in Europe\.\n\nReply with a numbered list/);
});

test('every filter puts aside what it should and says why', async () => {
  const reply = [
    '1. Too short here',
    '2. This one has a great many words in it so far',
    '3. ! Starts with a mark of some kind',
    '4. Please draw me a nice sheep',
    '5. Name three rivers in Europe',
    '6. Who wrote the Dutch anthem',
    '7. Who wrote the Dutch anthem?',
    '8. Unfinished because the limit',
  ].join('\n');
  const filters = {
    ...given,
    target: 8,
    per_call: 8,
    calls_per_round: 1,
    max_rounds: 1,
    max_words: 8,
    blacklist: ['Draw me'],
  };
  const { rows, rejected } = await runGrow(selfInstruct, filters, seeds, {
    model: () => ({ text: reply, finish_reason: 'length' }),
  });
  expect(rows.map((row) => row['prompt'])).toEqual(['Who wrote the Dutch anthem']);
  expect(rejected.map(({ reason }) => reason)).toEqual([
    'cut-off',
    'too-short',
    'too-long',
    'leading-punctuation',
    'blacklisted',
    'too-similar',
    'too-similar',
  ]);
});

test('structured replies are read from the parsed value, and an unusable one costs its call only', async () => {
  const json = { ...given, target: 2, per_call: 2, calls_per_round: 1, max_rounds: 3, reply_format: 'json' };
  const replies = ['not json', '{"items":["What is the tallest tree","How do bees find their way home"]}'];
  const { rows, rejected } = await runGrow(selfInstruct, json, seeds, { model: () => replies.shift()! });
  expect(rows).toHaveLength(2);
  expect(rejected).toEqual([{ reason: 'reply-invalid' }]);
});

test('a teacher that only repeats ends the step short of its target', async () => {
  const { rows, rounds } = await runGrow(selfInstruct, { ...given, max_rounds: 4 }, seeds, {
    model: () => '1. Name three rivers in Europe.',
  });
  expect({ rows, rounds }).toEqual({ rows: [], rounds: 4 });
});

test('trouble that is not about one reply stops the round', async () => {
  const down = new LimbeckError({ code: 'teacher-down', message: 'Down.', kind: 'transient' });
  const run = runGrow(selfInstruct, given, seeds, {
    model: () => {
      throw down;
    },
  });
  await expect(run).rejects.toBe(down);
});

test('no seeds and impossible lengths are refused', async () => {
  await expect(runGrow(selfInstruct, given, [])).rejects.toMatchObject({ code: 'no-seeds' });
  expect(selfInstruct.check!({ min_words: 9, max_words: 3 } as never, {})).toHaveLength(1);
});
