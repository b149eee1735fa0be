import { askSamples, findEqualSamples } from './ask-samples.js';
import { LimbeckError } from '../../../src/core/errors.js';
import type { WorkContext } from '../../../src/core/method.js';

const request = { messages: [{ role: 'user' as const, content: 'q' }] };

function contextOf(replies: readonly (string | Error)[]): { ctx: WorkContext<unknown>; rejected: string[] } {
  const rejected: string[] = [];
  const ctx = {
    ask: (_role: string, { sample_index = 0 }: { sample_index?: number }) => {
      const reply = replies[sample_index]!;
      return reply instanceof Error ? Promise.reject(reply) : Promise.resolve({ text: reply });
    },
    reject: (reason: string) => rejected.push(reason),
  } as unknown as WorkContext<unknown>;
  return { ctx, rejected };
}

test('samples come in order, and one that cannot be used costs itself alone', async () => {
  const cutOff = new LimbeckError({ code: 'reply-cut-off', message: 'Cut off.', kind: 'row' });
  const { ctx, rejected } = contextOf(['a', cutOff, 'c']);
  expect([await askSamples(ctx, request, 3), rejected]).toMatchObject([
    [{ text: 'a' }, { text: 'c' }],
    ['reply-cut-off'],
  ]);
});

test('trouble that is not about one reply is thrown', async () => {
  const down = new LimbeckError({ code: 'teacher-down', message: 'Down.', kind: 'transient' });
  await expect(askSamples(contextOf(['a', down]).ctx, request, 2)).rejects.toBe(down);
});

test('several samples need a temperature', () => {
  expect(findEqualSamples({ samples: 2 })).toHaveLength(1);
  expect(findEqualSamples({ samples: 2, temperature: 0.7 })).toEqual([]);
  expect(findEqualSamples({ samples: 1, temperature: 0 })).toEqual([]);
});
