import { runMap } from '../../../test/support/fake-context.js';
import { verifyAnswer } from '../../refine/verify-answer/verify-answer.js';
import { objectives } from '../index.js';
import { rewards, scoreReplies } from './index.js';

const row = { id: 'r', parents: [], prompt: 'What is 9 * 2?', gold: '18' };
const replies = ['9 * 2 = 18\n#### 18', '#### 17', '18', '', 'It is 18.', '#### eighteen'];

test('a reply with the right answer is worth 1, and the verifier agrees with refine/verify-answer on every reply', async () => {
  const [worth] = await scoreReplies({ verifier: { marker: '####' } }, [{ row, replies }]);
  const checked = await runMap(
    verifyAnswer,
    { marker: '####', on_wrong: 'keep' },
    replies.map((answer, index) => ({ ...row, id: `r${index}`, answer })),
  );
  expect(worth).toEqual(checked.rows.map(({ correct }) => (correct ? 1 : 0)));
  expect(worth!.slice(0, 4)).toEqual([1, 0, 1, 0]);
});

test('gold column and tolerance are the step’s, and the right answer is read as a row has it, a number too', async () => {
  const near = { id: 'r', parents: [], prompt: 'p', right: 0.5 };
  const item = { row: near, replies: ['0.51', '0.6'] };
  expect(await scoreReplies({ verifier: { gold: 'right', tolerance: 0.02 } }, [item])).toEqual([[1, 0]]);
  expect(await scoreReplies({ verifier: { gold: 'right' } }, [item])).toEqual([[0, 0]]);
});

test('a row without a right answer and a reward that is not there are told', async () => {
  const { gold: _, ...bare } = row;
  await expect(scoreReplies({ verifier: {} }, [{ row: bare, replies }])).rejects.toMatchObject({
    code: 'row-without-gold',
  });
  await expect(scoreReplies({ oracle: {} }, [])).rejects.toMatchObject({
    code: 'unknown-reward',
    message: 'There is no reward called "oracle".',
  });
});

test('each online objective takes the rewards there are, and no others', () => {
  const online = objectives.filter(({ engine }) => engine === 'online');
  expect(online.length).toBeGreaterThan(0);
  for (const { params } of online) {
    const properties = params['properties'] as Record<string, { readonly properties?: object }>;
    expect(Object.keys(properties['rewards']!.properties!).toSorted()).toEqual(Object.keys(rewards).toSorted());
  }
});
