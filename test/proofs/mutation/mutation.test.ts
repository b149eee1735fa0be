import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyMutation, findMutations } from './find-mutations.js';
import { readSuites } from './nearest-suites.js';
import { renderScore, scoreOf } from './render-score.js';
import { drawMutations, tryMutations } from './try-mutations.js';

const texts = (source: string): readonly string[] =>
  findMutations(source).map((mutation) => applyMutation(source, mutation));

test.each([
  ['a >= b;', ['a > b;', ';']],
  ['a = b && c;', ['a = b || c;', ';']],
  ['a &&= b;', ['a = b;', ';']],
  ['a = b ?? c;', ['a = b;', ';']],
  ['a = b + 1;', ['a = b - 1;', 'a = b + 2;', ';']],
  ["a = b + 'x';", [';']],
  ['a = 0.975;', ['a = 0.98475;', ';']],
  ['const a = !b;', ['const a = b;']],
  ['const a = true;', ['const a = false;']],
  ['if (a) b();', ['if (true) b();', 'if (false) b();', 'if (a) ;']],
  ['const f = () => [a];', ['const f = () => [];']],
  ['function f() { return g(a); }', ['function f() { return undefined; }']],
  ['const a = Math.max(b, c);', ['const a = Math.min(b, c);']],
])('%s is changed one thing at a time', (source, changed) => {
  expect(texts(source).toSorted()).toEqual(changed.toSorted());
});

test('types, imports and names of keys are left alone, casts are looked through', () => {
  const source = `import { a } from 'b';\ninterface C { d: 1; e: true }\ntype F = 1 | 2;\nconst g = { 1: h as 3 };\n`;
  expect(texts(source)).toEqual([]);
  expect(texts('const a = (b < c) as true;')).toEqual(['const a = (b <= c) as true;']);
});

test('which changes are drawn depends on text, seed and number alone, and they come in the order of the text', () => {
  const source = Array.from({ length: 40 }, (_, line) => `a${line} = b < ${line};`).join('\n');
  const drawn = drawMutations(source, 'a.ts', 10, 7);
  expect(drawMutations(source, 'a.ts', 10, 7)).toEqual(drawn);
  expect(drawn.map(({ start }) => start)).toEqual(drawn.map(({ start }) => start).toSorted((a, b) => a - b));
  expect(drawMutations(source, 'a.ts', 10, 8)).not.toEqual(drawn);
  expect(drawMutations(source, 'a.ts', 1000, 8)).toEqual(findMutations(source));
});

test('the nearest suites of a file are its own, and then those of what imports it', () => {
  const suites = readSuites().nearest('activities/kit/answers/bootstrap.ts', 3, 8);
  expect(suites[0]).toBe('activities/kit/answers/bootstrap.test.ts');
  expect(suites.length).toBeGreaterThan(1);
  expect(suites.length).toBeLessThanOrEqual(8);
});

test('a score counts what took too long as seen, and names every survivor', () => {
  const mutation = findMutations('a >= b;')[0]!;
  const fates = ['killed', 'too-long', 'survived', 'killed'] as const;
  const file = { file: 'a.ts', suites: ['a.test.ts'], found: 9, tried: fates.map((fate) => ({ mutation, fate })) };
  expect(scoreOf([file])).toBe(0.75);
  const text = renderScore([file]);
  expect(text).toContain('75.0 % of 4 changes in 1 files were seen by the nearest suites.');
  expect(text).toContain('| a.ts | 9 | 4 | 2 | 1 | 1 | 75.0 % | 1 |');
  expect(text).toContain(`- \`a.ts:1\`: \`${mutation.what}\``);
});

test('a change that a suite sees is killed, one that none sees survives, and no file of the tree is touched', async () => {
  const input = {
    file: 'test/proofs/mutation/example/longer.ts',
    suites: ['test/proofs/mutation/example/longer.test.ts'],
  };
  const folder = mkdtempSync(join(tmpdir(), 'mutants-'));
  const { tried } = await tryMutations({ ...input, each: 9, seed: 1, atOnce: 1, folder, say: () => undefined });
  expect(tried.map(({ mutation: { what }, fate }) => [what, fate])).toEqual([
    ['gives undefined for a.length >= b.length', 'killed'],
    ['>= becomes >', 'survived'],
  ]);
});
