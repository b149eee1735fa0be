import * as fc from 'fast-check';
import { findJson as findInText } from '../../activities/kit/text/json-in-text.js';
import { isLimbeckError } from '../../src/core/errors.js';
import type { LedgerEntry } from '../../src/ledger/contract.js';
import { findJson } from '../../src/models/replies/reply-json.js';
import { readReply } from '../../src/models/replies/read-reply.js';
import { replySchema } from '../../src/models/replies/reply-schema.js';
import { holds } from '../support/property.js';

/** Text that a model might send: any characters, and many of those that JSON and fences are made of. */
const replies = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        '"',
        '\\',
        '```',
        '```json\n',
        '\n',
        ':',
        ',',
        'null',
        '1',
        'a',
        '<think>',
        '</think>',
      ),
      {
        maxLength: 60,
      },
    )
    .map((pieces) => pieces.join('')),
);
/** Words without anything that JSON or a fence could begin with. */
const noise = fc.string({ unit: fc.constantFrom('a', 'Z', ' ', '.', 'ä', '\n', '7', ':'), maxLength: 40 });
const objects = fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 });
const same = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['answer'],
  properties: { answer: { type: 'string' } },
};

function entryOf(text: string, finish_reason: string): LedgerEntry {
  const answer = { text, finish_reason, usage: { prompt_tokens: 1, completion_tokens: 1 } };
  return { key: 'k', answer, provider: {}, at: '2026-01-01T00:00:00.000Z', run: 'r', step: 's' };
}

test('no reply makes its readers throw, and each is good, asked again or a bad row', async () => {
  const reasons = fc.constantFrom('stop', 'length', 'content_filter', 'tool_calls', '');
  await holds(
    fc.property(replies, reasons, fc.nat(3), (text, reason, round) => {
      for (const wants of ['object', 'array', 'any'] as const) findJson(text, wants);
      findInText(text);
      replySchema(schema).read(text);
      const request = { messages: [{ role: 'user', content: 'q' }], reply: { schema, attempts: 2 } } as const;
      const read = readReply(request, entryOf(text, reason), round);
      if (read.state === 'bad') expect([isLimbeckError(read.error), read.error.kind]).toEqual([true, 'row']);
      // Never more rounds than were asked for.
      else if (read.state === 'again') expect(round).toBeLessThan(2);
      else expect(read.reply.value).toEqual({ answer: expect.any(String) });
    }),
    400,
  );
});

test('an object is found whole in any noise, alone, in a fence and after thoughts', async () => {
  await holds(
    fc.property(objects, noise, noise, fc.constantFrom('plain', 'fenced', 'thought'), (value, before, after, how) => {
      const json = JSON.stringify(value);
      const text = {
        plain: `${before} ${json} ${after}`,
        fenced: `${before}\n\`\`\`json\n${json}\n\`\`\`\n${after}`,
        thought: `<think>${before} {"no": </think>${json}`,
      }[how];
      // A fence ends at the first three back ticks, also inside a string.
      fc.pre(!json.includes('```'));
      expect(findJson(text, 'object')).toEqual({ value: same(value) });
      if (how !== 'thought') expect(findInText(text)).toEqual({ value: same(value) });
    }),
    300,
  );
});

test.each(['{', '[', '"', '\\', '```', '{"a":', '<think>', '[{'])('a flood of %s is read in no time', (piece) => {
  const flood = piece.repeat(Math.floor(200_000 / piece.length));
  const began = process.cpuUsage();
  expect([findJson(flood, 'any'), findInText(flood)]).toEqual([undefined, undefined]);
  expect(process.cpuUsage(began).user).toBeLessThan(3_000_000);
});
