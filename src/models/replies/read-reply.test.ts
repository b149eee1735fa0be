import type { LedgerEntry } from '../../ledger/contract.js';
import { readReply } from './read-reply.js';

const entry = {
  key: 'k',
  answer: { text: '{"a":', finish_reason: 'length', usage: { prompt_tokens: 1, completion_tokens: 9 } },
};
const messages = [{ role: 'user', content: 'q' }] as const;
const schema = { type: 'object' };

test.each([
  ['fails the row', {}, 'bad'],
  ['is given as it is to who accepts it', { accept_cut_off: true }, 'good'],
  ['is never a structured reply', { accept_cut_off: true, reply: { schema } }, 'bad'],
])('a reply that was cut off %s', (_what, part, state) => {
  const read = readReply({ messages, ...part }, entry as unknown as LedgerEntry, 0);
  expect(read.state).toBe(state);
  if (read.state === 'bad') expect(read.error).toMatchObject({ code: 'reply-cut-off', kind: 'row' });
  if (read.state === 'good') expect(read.reply).toMatchObject({ text: '{"a":', finish_reason: 'length' });
});
