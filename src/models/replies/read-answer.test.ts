import type { LogitsRequest } from '../../core/models/verb-request.js';
import type { LedgerAnswer, LedgerEntry } from '../../ledger/contract.js';
import { readAnswer } from './read-answer.js';

const request: LogitsRequest = { kind: 'logits', messages: [], completion: 'red', top: 2 };
const entryOf = (answer: Partial<LedgerAnswer>): LedgerEntry => ({
  key: 'k'.repeat(64),
  answer: { text: '', finish_reason: 'stop', usage: { prompt_tokens: 3, completion_tokens: 0 }, ...answer },
  provider: {},
  at: '2026-12-01T00:00:00.000Z',
  run: 'run',
  step: 'scored',
});

test('logits come back as the bytes that they were', () => {
  const logits = {
    prompt_ids: [1],
    completion_ids: [2],
    tokenizer: 'ab',
    values: Buffer.from([0, 255, 7]).toString('base64'),
  };
  const read = readAnswer(request, entryOf({ kind: 'logits', logits }), 0);
  expect(read).toMatchObject({ state: 'good', reply: { prompt_ids: [1], completion_ids: [2], tokenizer: 'ab' } });
  expect(read.state === 'good' && [...read.reply.values]).toEqual([0, 255, 7]);
});

test('a text that could not be scored fails its row with the reason, and is not asked for again', () => {
  const read = readAnswer(request, entryOf({ kind: 'logits', text: 'it has 99 tokens' }), 0);
  expect(read).toMatchObject({ state: 'bad', error: { code: 'text-not-scored', kind: 'row' } });
  expect(read.state === 'bad' && read.error.message).toContain('it has 99 tokens');
});

test('an answer of another kind is a damaged ledger, not a reply', () => {
  expect(() => readAnswer(request, entryOf({}), 0)).toThrow('none to a request for a logits');
});
