import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Plan } from '../../../schemas/generated/plan.js';
import { writeTinyStudent } from '../../../test/support/tiny-student.js';
import { loadCatalog } from '../../project/catalog.js';
import { isLimbeckError } from '../../core/errors.js';
import { RecipeInvalid } from '../../core/problems.js';
import { compileRecipe } from '../compile-recipe.js';

const folder = mkdtempSync(join(tmpdir(), 'limbeck-bind-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Compiles one step over two prompts with this model bound. */
async function compile(binding: string, step: string, need = 'chat'): Promise<Plan> {
  writeFileSync(join(folder, 'limbeck.yaml'), `limbeck: 1\nprofiles: { default: { models: { small: ${binding} } } }\n`);
  writeFileSync(join(folder, 'rows.jsonl'), '{"prompt":"a","completion":"b"}\n{"prompt":"c","completion":"d"}\n');
  writeFileSync(
    join(folder, 'recipe.yaml'),
    `limbeck: 1\nname: small\nversion: 0.1.0\ndescription: One step.\nskill: natural-language-understanding\nrole: capability-transfer\nlicense: Apache-2.0\n` +
      `models: { small: { needs: [${need}] } }\ndata: { rows: { file: rows.jsonl, kind: sft } }\nsteps:\n  - ${step}\n`,
  );
  return (await compileRecipe({ recipeFile: 'recipe.yaml', cwd: folder, catalog: await loadCatalog() })).plan;
}

const score = '{ id: score, use: evaluate/exact-match, from: rows, with: { models: [small], field: completion } }';

async function problemsOf(compiling: Promise<unknown>): Promise<string[]> {
  const error: unknown = await compiling.catch((thrown: unknown) => thrown);
  if (!isLimbeckError(error) || !(error instanceof RecipeInvalid)) throw new Error(`Not refused: ${String(error)}`);
  return error.problems.map(({ code, message, hint }) => `${code}: ${message} ${hint}`);
}

test('an exported student is asked where no device is held, and is known by its files', async () => {
  writeTinyStudent(join(folder, 'exported'));
  const plan = await compile('{ provider: onnx, path: exported, label: tiny }', score);
  const { small } = plan.models;
  expect(small).toEqual({
    name: 'small',
    provider: 'onnx',
    access: ['chat'],
    identity: { provider: 'onnx', digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    label: 'tiny',
    path: 'exported',
    queue: 'cpu',
  });
  expect(plan.steps[0]!.parts.map(({ name, queue }) => [name, queue])).toEqual([['small', 'cpu']]);
  writeTinyStudent(join(folder, 'exported'), { context: 32 });
  const changed = await compile('{ provider: onnx, path: exported }', score);
  expect(changed.models['small']!.identity).not.toEqual(small!.identity);
});

test('how an encoder makes its vectors is part of what it is', async () => {
  mkdirSync(join(folder, 'encoder'));
  for (const file of ['model.onnx', 'tokenizer.json', 'config.json'])
    writeFileSync(join(folder, 'encoder', file), '{}');
  const dedup = '{ id: once, use: refine/dedup-exact, from: rows }';
  const bound = async (more: string) => {
    const binding = `{ provider: onnx-embed, path: encoder${more} }`;
    return (await compile(binding, dedup, 'embeddings')).models['small']!;
  };
  const encoder = { pooling: 'mean', normalize: true };
  expect(await bound('')).toMatchObject({ provider: 'onnx-embed', access: ['embeddings'], encoder, queue: 'cpu' });
  const other = await bound(', pooling: cls, max_tokens: 64, access: [embeddings, classifier]');
  expect(other).toMatchObject({ encoder: { pooling: 'cls', normalize: true, max_tokens: 64 } });
  expect(other.identity['digest']).toBe((await bound('')).identity['digest']);
  expect(other.identity).not.toEqual((await bound('')).identity);
});

test('an encoder is refused where replies are needed, and a student where vectors are', async () => {
  const encoder = '{ provider: onnx-embed, path: encoder }';
  const student = '{ provider: onnx, path: exported }';
  const tune = '{ id: tune, use: distill/sft, from: rows, with: { student: small } }';
  expect(await problemsOf(compile(encoder, score, 'embeddings'))).toEqual([
    'model-lacks-access: evaluate/exact-match needs chat of "small", which offers embeddings. Bind a model in limbeck.yaml that offers it.',
  ]);
  expect(await problemsOf(compile(student, tune))).toEqual([
    'model-lacks-access: distill/sft needs weights of "small", which offers chat. A student must be a local model: provider: transformers.',
  ]);
});

test('a folder that is none, or lacks a file, is named', async () => {
  expect(await problemsOf(compile('{ provider: onnx, path: encoder }', score))).toEqual([
    'model-folder-incomplete: The folder of model "small" has no limbeck-onnx.json. It must be a folder that `limbeck export RUN/STEP --to onnx` wrote.',
  ]);
  expect(await problemsOf(compile('{ provider: onnx-embed, path: nowhere }', score, 'embeddings'))).toEqual([
    expect.stringMatching(/^model-folder-missing: There is no folder "nowhere" for model "small"/),
  ]);
});

test('a need that is misspelt is complained of once', async () => {
  const problems = await problemsOf(compile('{ provider: onnx, path: exported }', score, 'chatt'));
  expect(problems).toEqual([expect.stringMatching(/^value-not-allowed: Item 1 of "needs" cannot be "chatt"/)]);
});
