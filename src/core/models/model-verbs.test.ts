import { modelVerbs } from './model-verbs.js';
import type { AnyReply, ModelRequest } from './verb-request.js';

const facts = { usage: { prompt_tokens: 1, completion_tokens: 0 }, reused: false, response_key: 'k' };

function verbs(needs: Readonly<Record<string, readonly string[]>>) {
  const asked: { readonly role: string; readonly request: ModelRequest }[] = [];
  const ask = async (role: string, request: ModelRequest): Promise<AnyReply> => {
    asked.push({ role, request });
    return { ...facts, text: '{"n":1}', value: { n: 1 }, finish_reason: 'stop' };
  };
  return { asked, ...modelVerbs(ask, (role) => (needs[role] ?? []) as never) };
}

test('a verb that the method does not say it needs is a defect of the method, before anything is asked', async () => {
  const ctx = verbs({ model: ['chat'] });
  await expect(ctx.embed('model', { texts: ['a'] })).rejects.toMatchObject({
    code: 'method-failed',
    message: 'The method calls ctx.embed("model", ...), but its `needs` does not list embeddings for "model".',
  });
  await expect(ctx.score('model', { text: 'a', completion: 'b' })).rejects.toThrow('ctx.score("model", ...)');
  expect(ctx.asked).toEqual([]);
});

test('each text is a request of its own, in order, and one of several models is asked by its own name', async () => {
  const ctx = verbs({ encoders: ['embeddings', 'classifier'] });
  await ctx.embed('encoders:small', { texts: ['a', 'b'] });
  await ctx.classify('encoders:small', { texts: ['c'] });
  expect(ctx.asked).toEqual([
    { role: 'encoders:small', request: { kind: 'embedding', text: 'a' } },
    { role: 'encoders:small', request: { kind: 'embedding', text: 'b' } },
    { role: 'encoders:small', request: { kind: 'classification', text: 'c' } },
  ]);
});

test('a form is asked for with its schema, and its parsed reply is typed', async () => {
  const ctx = verbs({});
  const messages = [{ role: 'user' as const, content: 'q' }];
  const reply = await ctx.askFor<{ readonly n: number }>('model', { messages }, { type: 'object' }, 3);
  expect(reply.typed.n + 1).toBe(2);
  await ctx.askFor('model', { messages }, { type: 'object' });
  expect(ctx.asked.map(({ request }) => 'reply' in request && request.reply)).toEqual([
    { schema: { type: 'object' }, attempts: 3 },
    { schema: { type: 'object' } },
  ]);
});
