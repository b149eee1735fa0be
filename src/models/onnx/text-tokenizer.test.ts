import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sharedFile } from '../../../test/support/shared-data.js';
import { sha256Hex } from '../../core/digest.js';
import { createTextTokenizer, type TextTokenizer } from './text-tokenizer.js';

const fixtures = join(__dirname, 'fixtures');
const readText = (...path: string[]): string => readFileSync(join(...path), 'utf8');

interface Recorded {
  readonly tokens: number;
  readonly ids: string;
  readonly texts?: string;
}

const {
  files,
  lines: count,
  ...recorded
} = JSON.parse(readText(fixtures, 'recorded-ids.json')) as Record<string, Recorded> & {
  files: string[];
  lines: number;
};

function open(name: string): TextTokenizer {
  return createTextTokenizer({
    tokenizer: JSON.parse(readText(fixtures, name)) as object,
    tokenizerConfig: { eos_token: { content: '<|im_end|>' } },
  });
}

// The record is Python's own: fixtures/record_ids.py.
test.each(Object.keys(recorded))('%s gives the ids and texts that Python gives, on 15,626 lines', (name) => {
  const lines = [join(fixtures, 'lines.txt'), ...files.map((file) => sharedFile(...file.split('/')))].flatMap((file) =>
    readText(file).split('\n'),
  );
  expect(lines).toHaveLength(count);
  const tokenizer = open(name);
  const ids = lines.map((line) => tokenizer.encode(line));
  const hasTexts = recorded[name]!.texts !== undefined;
  expect({
    tokens: ids.reduce((sum, { length }) => sum + length, 0),
    ids: sha256Hex(JSON.stringify(ids)),
    ...(hasTexts && { texts: sha256Hex(JSON.stringify(ids.map((line) => tokenizer.decode(line)))) }),
  }).toEqual(recorded[name]);
});

test('special tokens are hidden in a text and shown by themselves', () => {
  const tokenizer = open('contract-terms.tokenizer.json');
  const ids = tokenizer.encode('a<|im_end|>b');
  expect(ids.map((id) => tokenizer.textOf(id))).toEqual(['a', '<|im_end|>', 'b']);
  expect(tokenizer.decode(ids)).toBe('ab');
  expect(tokenizer.decode([])).toBe('');
  expect(tokenizer.eosToken).toBe('<|im_end|>');
});
