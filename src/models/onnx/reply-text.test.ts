import { assert, array, constantFrom, property, uint8Array } from 'fast-check';
import { ReplyText } from './reply-text.js';
import type { TextTokenizer } from './text-tokenizer.js';

/** A token is a byte; 256 is a special token without a text. */
const byteTokens: TextTokenizer = {
  eosToken: '',
  encode: (text) => [...Buffer.from(text)],
  decode: (ids) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(ids.filter((id) => id < 256))),
  textOf: (id) => byteTokens.decode([id]),
};

function stream(
  ids: readonly number[],
  stop: readonly string[] = [],
): { pieces: string[]; text: string; used: number } {
  const reply = new ReplyText(byteTokens, stop);
  const pieces: string[] = [];
  let used = 0;
  for (const [at, id] of ids.entries()) {
    const over = reply.append(id) || at === ids.length - 1;
    pieces.push(reply.takePiece(over));
    used += 1;
    if (over) break;
  }
  return { pieces, text: reply.text, used };
}

const idsOf = (text: string): readonly number[] => byteTokens.encode(text);

test('half a character waits for the other half', () => {
  expect(stream(idsOf('né🙂!')).pieces).toEqual(['n', '', 'é', '', '', '', '🙂', '!']);
  expect(stream(idsOf('é').slice(0, 1))).toEqual({ pieces: ['\ufffd'], text: '\ufffd', used: 1 });
});

test('what may begin a stop text waits; the stop text and what follows are never given out', () => {
  expect(stream(idsOf('a END. END of it'), ['END of', 'zzz'])).toEqual({
    pieces: ['a', ' ', '', '', '', 'END.', ' ', '', '', '', '', '', ''],
    text: 'a END. ',
    used: 13,
  });
  expect(stream(idsOf('it ends EN'), ['END']).pieces.join('')).toBe('it ends EN');
});

test('a stop text is seen in the step it is complete, even with half a character behind it', () => {
  const tokenizer: TextTokenizer = {
    ...byteTokens,
    decode: (ids) =>
      new TextDecoder().decode(Buffer.concat(ids.map((id) => [Buffer.from('a'), Buffer.from([98, 0xc3])][id]!))),
  };
  const reply = new ReplyText(tokenizer, ['b']);
  expect([reply.append(0), reply.append(1), reply.text]).toEqual([false, true, 'a']);
});

test('the pieces of any bytes are together the text that decoding them all gives', () => {
  const bytes = array(constantFrom(...idsOf('aé🙂€'), 0xff, 0x80, 0xe2, 256), { maxLength: 40 });
  assert(
    property(bytes, (ids) => {
      const { pieces, text } = stream(ids);
      expect(pieces.join('')).toBe(text);
      expect(text).toBe(byteTokens.decode(ids));
    }),
  );
  assert(
    property(uint8Array({ maxLength: 30 }), (ids) => {
      expect(stream([...ids]).text).toBe(byteTokens.decode([...ids]));
    }),
  );
});

test('any text is cut where its first stop text stands', () => {
  const letters = array(constantFrom('a', 'b', 'c', 'é'), { maxLength: 20 }).map((all) => all.join(''));
  const stops = array(constantFrom('ab', 'bca', 'é', 'aab', 'cc'), { minLength: 1, maxLength: 3 });
  assert(
    property(letters, stops, (text, stop) => {
      const { pieces, text: cut } = stream(idsOf(text), stop);
      // Byte by byte a stop text is found as soon as it is complete, so the one that ends first wins.
      const ends = stop.flatMap((one) => (text.includes(one) ? [text.indexOf(one) + one.length] : []));
      const seen = text.slice(0, Math.min(text.length, ...ends));
      const starts = stop.flatMap((one) => (seen.includes(one) ? [seen.indexOf(one)] : []));
      expect(cut).toBe(seen.slice(0, Math.min(seen.length, ...starts)));
      expect(pieces.join('')).toBe(cut);
    }),
  );
});
