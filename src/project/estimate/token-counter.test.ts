import type { PlanModel } from '../../../schemas/generated/plan.js';
import { openTokenCounter } from './token-counter.js';

const count = async (model: string, content: string): Promise<number> =>
  (await openTokenCounter({ model } as PlanModel)).count([{ role: 'user', content }]);

test('models whose tokenizer their name tells are counted with it, others by their letters', async () => {
  const text = 'The tenant may terminate this lease on ninety days notice.';
  expect(await count('gpt-4o-mini', text)).toBe(7 + 11);
  expect(await count('openai/gpt-4.1', text)).toBe(7 + 11);
  expect(await count('gpt-3.5-turbo', text)).toBe(7 + 11);
  expect(await count('llama3.1:70b', text)).toBe(7 + text.length / 4);
});

test('the name of a special token is text', async () => {
  expect(await count('gpt-4o', '<|endoftext|>')).toBeGreaterThan(7 + 1);
});
