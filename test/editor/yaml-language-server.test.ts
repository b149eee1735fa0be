import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '../support/source-tree.js';
import { openEditor, type Editor } from './editor.js';

let editor: Editor;
beforeAll(async () => {
  editor = await openEditor();
});
afterAll(() => editor.close());

const head = `limbeck: 1
name: small
version: 0.1.0
description: A small recipe.
license: Apache-2.0
skill: code
role: compression
`;

const recipes = readdirSync(join(repoRoot, 'recipes'));

test.each(recipes)('an editor underlines nothing in recipes/%s', async (name) => {
  expect(await editor.open(readFileSync(join(repoRoot, 'recipes', name, 'recipe.yaml'), 'utf8'))).toEqual([]);
});

test.each([
  ['a key that is misspelt', 'stepz: []\n', 'stepz', /stepz/],
  ['a method that does not exist', 'steps:\n  - { id: a, use: elicit/lable }\n', 'elicit/lable', /elicit\/label/],
  [
    'a parameter that the method lacks',
    'steps:\n  - { id: a, use: elicit/label, from: b, with: { model: t, temprature: 0 } }\n',
    'temprature',
    /temprature/,
  ],
  [
    'a value that is out of range',
    'steps:\n  - { id: a, use: elicit/label, from: b, with: { model: t, temperature: 9 } }\n',
    '9',
    /maximum|number|string/i,
  ],
  [
    'an input that the method lacks',
    'steps:\n  - { id: a, use: refine/decontaminate, from: { rowz: b } }\n',
    'rowz',
    /rowz/,
  ],
])('an editor underlines %s', async (_what, text, place, message) => {
  const whole =
    head + (text.startsWith('steps') ? text : `${text}steps: [{ id: a, use: refine/dedup-exact, from: b }]\n`);
  const found = await editor.open(whole);
  const lines = whole.split('\n');
  const at = found.filter(({ range }) => lines[range.start.line]!.slice(range.start.character).startsWith(place));
  expect(at.map(({ message: said }) => (typeof said === 'string' ? said : said.value)).join('\n')).toMatch(message);
});

test('an editor offers the keys of a recipe, of a step and of a method, each with what it does', async () => {
  const top = await editor.complete(`${head}|`);
  for (const key of ['steps', 'data', 'models', 'params', 'budget']) expect([...top.keys()]).toContain(key);
  const step = await editor.complete(`${head}steps:\n  - id: a\n    use: elicit/label\n    |`);
  for (const key of ['from', 'with', 'when', 'budget', 'failures']) expect([...step.keys()]).toContain(key);
  const label = await editor.complete(
    `${head}steps:\n  - id: a\n    use: elicit/label\n    from: b\n    with:\n      |`,
  );
  expect([...label.keys()]).toEqual(expect.arrayContaining(['model', 'prompt', 'reply', 'temperature']));
  const undocumented = [...top, ...step, ...label].filter(([, said]) => said === '');
  expect(undocumented.map(([name]) => name)).toEqual([]);
});

test('an editor offers every method after `use:`', async () => {
  const offered = [...(await editor.complete(`${head}steps:\n  - id: a\n    use: |`)).keys()];
  for (const method of ['elicit/label', 'refine/dedup-minhash', 'distill/sft', 'evaluate/exact-match'])
    expect(offered).toContain(method);
});

test('an editor says what a key means, with its consequence', async () => {
  const at = (line: string): string => `${head}steps:\n  - id: a\n    use: elicit/label\n    from: b\n${line}\n`;
  expect(await editor.hover(at('    ga|te: "true"'))).toContain('exit code 3');
  expect(await editor.hover(at('    with: { model: t, temper|ature: 0 }'))).toContain('most likely reply');
});
