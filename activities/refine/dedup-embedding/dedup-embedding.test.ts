import { rowsOf, runReduce } from '../../../test/support/fake-context.js';
import { LimbeckError } from '../../../src/core/errors.js';
import { dedupEmbedding } from './dedup-embedding.js';

const directions: Record<string, readonly number[]> = {
  'How do I top up?': [1, 0, 0],
  'What is the way to add money?': [0.99, 0.1, 0],
  'Why was I charged?': [0, 1, 0],
  'What was that fee?': [0.2, 0.9, 0.1],
};
const embed = (text: string): readonly number[] => directions[text]!;
const rows = rowsOf(...Object.keys(directions).map((prompt) => ({ prompt })));

test('of texts that mean nearly the same the first stays, and the others say which it is', async () => {
  const result = await runReduce(dedupEmbedding, { model: 'encoder' }, { rows }, { embed });
  expect(result.rows.map(({ id }) => id)).toEqual(['r0', 'r2']);
  expect(result.rejected).toEqual([
    { id: 'r1', reason: 'near-meaning', detail: 'r0 (0.995)' },
    { id: 'r3', reason: 'near-meaning', detail: 'r2 (0.970)' },
  ]);
});

test('a row that is exactly as near as the threshold goes; a higher threshold keeps more', async () => {
  const kept = async (threshold: number): Promise<unknown[]> =>
    (await runReduce(dedupEmbedding, { model: 'encoder', threshold }, { rows }, { embed })).rows.map(({ id }) => id);
  expect(await kept(0.98)).toEqual(['r0', 'r2', 'r3']);
  expect(await kept(1)).toEqual(['r0', 'r1', 'r2', 'r3']);
  const twice = rowsOf({ prompt: 'Why was I charged?' }, { prompt: 'Why was I charged?' });
  expect(
    (await runReduce(dedupEmbedding, { model: 'encoder', threshold: 1 }, { rows: twice }, { embed })).rows,
  ).toHaveLength(1);
});

test('how many texts are asked for together changes nothing', async () => {
  const all = async (texts_at_once: number): Promise<unknown> => {
    const { rows: kept, rejected } = await runReduce(
      dedupEmbedding,
      { model: 'e', texts_at_once },
      { rows },
      { embed },
    );
    return { kept, rejected };
  };
  expect(await all(1)).toEqual(await all(3));
});

test('rows without a text stay, and are asked nothing about', async () => {
  const given = rowsOf({ prompt: ' ' }, { prompt: '' }, { prompt: 'How do I top up?' });
  const result = await runReduce(dedupEmbedding, { model: 'e' }, { rows: given }, { embed });
  expect(result.rows).toHaveLength(3);
  expect(result.askedSo).toEqual([{ kind: 'embedding', text: 'How do I top up?' }]);
});

test('a text that cannot be embedded costs itself alone; other trouble ends the step', async () => {
  const failing = (kind: 'row' | 'fatal') => (text: string) => {
    if (text.startsWith('Why')) throw new LimbeckError({ code: 'prompt-too-long', message: 'Too long.', kind });
    return embed(text);
  };
  const result = await runReduce(dedupEmbedding, { model: 'e' }, { rows }, { embed: failing('row') });
  expect(result.rejected).toContainEqual({ id: 'r2', reason: 'not-embedded', detail: 'prompt-too-long' });
  expect(result.rows.map(({ id }) => id)).toEqual(['r0', 'r3']);
  await expect(runReduce(dedupEmbedding, { model: 'e' }, { rows }, { embed: failing('fatal') })).rejects.toThrow(
    'Too long',
  );
});

test('another column can be compared', async () => {
  const given = rowsOf({ prompt: 'a', completion: 'x' }, { prompt: 'b', completion: 'y' });
  const result = await runReduce(
    dedupEmbedding,
    { model: 'e', field: 'completion' },
    { rows: given },
    { embed: () => [1] },
  );
  expect(result.askedSo.map((request) => 'text' in request && request.text)).toEqual(['x', 'y']);
  expect(result.rows).toHaveLength(1);
});
