import type { LedgerEntry } from '../contract.js';
import { decodeEntry, encodeEntry, keyBytes } from './entry-bytes.js';

const key = keyBytes('ab'.repeat(32));
const entryOf = (text: string): LedgerEntry => ({
  key: 'ab'.repeat(32),
  answer: { text, finish_reason: 'stop', usage: { prompt_tokens: 1, completion_tokens: 2 } },
  provider: { model: 'm' },
  at: '2026-11-24T00:00:00.000Z',
  run: 'run',
  step: 'read',
});

test.each([1, 300, 700, 800, 1_000, 5_000, 40_000, 200_000])(
  'an answer of %d letters comes back as it was',
  (length) => {
    const entry = entryOf('ä word '.repeat(length).slice(0, length));
    const bytes = encodeEntry(key, entry);
    expect(decodeEntry(key, bytes)).toEqual(entry);
    expect(bytes.length).toBeLessThan(length < 1_000 ? 1_100 : length);
  },
);

test('an answer that does not deflate comes back as well', () => {
  let seed = 1;
  const letters = Array.from({ length: 30_000 }, () =>
    String.fromCharCode(33 + ((seed = (seed * 48271) % 2147483647) % 90)),
  );
  const entry = entryOf(letters.join(''));
  expect(decodeEntry(key, encodeEntry(key, entry))).toEqual(entry);
});

test('one changed bit is found, in a plain entry and in a deflated one', () => {
  for (const length of [10, 5_000]) {
    const bytes = encodeEntry(key, entryOf('x'.repeat(length)));
    for (const at of [0, 3, bytes.length - 1]) {
      const damaged = Buffer.from(bytes);
      damaged[at]! ^= 4;
      expect(decodeEntry(key, damaged)).toBeUndefined();
    }
  }
});
