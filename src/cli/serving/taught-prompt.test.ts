import type { LineageNode } from '../../lineage/run-lineage.js';
import { findTaughtPrompt } from './taught-prompt.js';

async function findIn(prompts: readonly unknown[]): Promise<string | undefined> {
  const rows = prompts.map((prompt, at) => ({ id: String(at), parents: [], prompt }));
  const nodes = new Map<string, LineageNode>([
    ['keep', { name: 'keep', record: { outputs: { train: 'd1', test: 'd2' } } } as unknown as LineageNode],
  ]);
  const step = { inputs: [{ port: 'rows', source: 'step', name: 'keep', output: 'train' }] };
  const read = async function* (from = 0, to = rows.length): AsyncGenerator<object> {
    yield* rows.slice(from, to);
  };
  return findTaughtPrompt(
    { name: 'tune', step } as unknown as LineageNode,
    { nodes },
    {
      openDataSet: async (digest) => ({ digest, source: { rows: rows.length, read } }) as never,
    },
  );
}

test('it is the first short, plain prompt of the training rows', async () => {
  expect(await findIn(['Ends on 3 May 2021; notice: ten days.', 'Another.'])).toBe(
    'Ends on 3 May 2021; notice: ten days.',
  );
  expect(
    await findIn([
      'x'.repeat(401),
      "ten days' notice",
      'two\nlines',
      '\u001b[31mred',
      '\u202eback',
      '`id`',
      7,
      'Über 5 % (§ 3)?',
    ]),
  ).toBe('Über 5 % (§ 3)?');
});

test('without one near the beginning there is none', async () => {
  expect(await findIn([])).toBeUndefined();
  expect(await findIn([...Array.from({ length: 50 }, () => '$(id)'), 'plain'])).toBeUndefined();
});
