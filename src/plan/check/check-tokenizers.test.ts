import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { head } from '../../../test/recipes/compile-texts.js';
import { RecipeInvalid, type Problem } from '../../core/problems.js';
import { loadCatalog } from '../../project/catalog.js';
import { compileRecipe } from '../compile-recipe.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'limbeck-tokenizers-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const tokenizer = (words: string, more: object = {}): string =>
  JSON.stringify({ version: '1.0', padding: null, truncation: null, model: { vocab: words }, ...more });

/** Folders of models, each with the tokenizer named. */
const FOLDERS = {
  big: tokenizer('a b'),
  small: tokenizer('a b', { version: '1.1', padding: { length: 9 } }),
  other: tokenizer('c d'),
};

const folderOf = (name: string, words: string): Record<string, string> => ({
  'gold.jsonl': '{"prompt":"a","completion":"b"}\n',
  'student/config.json': '{}',
  [`${name}/config.json`]: '{}',
  [`${name}/model.safetensors`]: '',
  [`${name}/tokenizer.json`]: words,
});

const binding = (name: string): string => `      ${name}: { provider: transformers, path: ${name} }\n`;
const drawn = (name: string, size: number): string =>
  `      ${name}: { provider: transformers, path: student, tokenizer: { vocab_size: ${size}, train_on: [gold.jsonl] } }\n`;

async function problemsOf(...steps: readonly string[]): Promise<readonly Problem[]> {
  const names = ['big', 'small', 'other', 'drawn', 'larger'];
  const recipe = `${head}models:
${names.map((name) => `  ${name}: { needs: [weights] }\n`).join('')}data:
  gold: { file: gold.jsonl, kind: sft }
steps:
${steps.map((step) => `  - ${step}\n`).join('')}`;
  const project = `limbeck: 1\nprofiles:\n  default:\n    models:\n${['big', 'small', 'other'].map(binding).join('')}${drawn('drawn', 300)}${drawn('larger', 400)}`;
  const folders = Object.entries(FOLDERS).map(([name, words]) => folderOf(name, words));
  const texts = Object.assign({ 'recipe.yaml': recipe, 'limbeck.yaml': project }, ...folders) as Record<string, string>;
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  try {
    await compileRecipe({ recipeFile: 'recipe.yaml', cwd: folder, catalog: await loadCatalog() });
    return [];
  } catch (error) {
    if (error instanceof RecipeInvalid) return error.problems;
    throw error;
  }
}

const live = (student: string, teacher: string): string =>
  `{ id: tune, use: distill/logit-kd, from: gold, with: { student: ${student}, teacher: ${teacher} } }`;
const scored = (model: string): string =>
  `{ id: scored, use: elicit/top-logits, from: gold, with: { model: ${model} } }`;
const kept = '{ id: kept, use: refine/where, from: scored, with: { keep: "true" } }';
const cached = (student: string): string =>
  `{ id: tune, use: distill/logit-kd, from: kept, with: { student: ${student} } }`;

test('a teacher of other tokens is named with the student, whether it stands beside it or scored the rows', async () => {
  const differs = (student: string, teacher: string) => ({
    code: 'tokenizers-differ',
    message: `distill/logit-kd compares tokens one by one, and "${teacher}" has another tokenizer than "${student}".`,
  });
  expect(await problemsOf(live('small', 'other'))).toMatchObject([differs('small', 'other')]);
  expect(await problemsOf(scored('other'), kept, cached('big'))).toMatchObject([differs('big', 'other')]);
  expect(await problemsOf(live('drawn', 'larger'))).toMatchObject([differs('drawn', 'larger')]);
});

test('the same tokens, saved in another way or by another step, are the same', async () => {
  expect(await problemsOf(live('small', 'big'))).toEqual([]);
  expect(await problemsOf(scored('small'), kept, cached('big'))).toEqual([]);
  expect(await problemsOf(live('drawn', 'drawn'))).toEqual([]);
});

test('a model that a step leaves has the tokenizer of what it was trained from', async () => {
  const taught = (student: string): string =>
    `{ id: taught, use: distill/sft, from: gold, with: { student: ${student} } }`;
  expect(await problemsOf(taught('small'), live('big', 'taught'))).toEqual([]);
  const found = await problemsOf(taught('other'), scored('taught'), kept, cached('small'));
  expect(found).toMatchObject([{ code: 'tokenizers-differ', message: expect.stringContaining('"taught"') }]);
});
