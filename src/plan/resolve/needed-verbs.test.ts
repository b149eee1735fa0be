import { compileTexts, head } from '../../../test/recipes/compile-texts.js';
import { RecipeInvalid } from '../../core/problems.js';
import { loadCatalog } from '../../project/catalog.js';
import { label } from '../../../activities/elicit/label/label.js';
import type { Catalog, CompiledRecipe } from '../contract.js';

const project = (access: string): string => `limbeck: 1
profiles:
  default:
    models:
      teacher:
        provider: openai
        base_url: http://127.0.0.1:8000/v1
        model: big
        batch: true
        access: ${access}
        price: { input_usd_per_million: 1, output_usd_per_million: 2 }
        terms: { training_on_output: allowed }
`;
const recipe = (step: string): string =>
  `${head}models: { teacher: {} }\ndata: { seeds: { file: seeds.jsonl, kind: prompt } }\nbudget: { usd: 5 }\nsteps:\n  - ${step}\n`;
const dedup = (more = ''): string =>
  recipe(`{ id: once, use: refine/dedup-embedding, from: seeds, with: { model: teacher }${more} }`);
const files = (step: string, access: string) => ({ 'recipe.yaml': step, 'limbeck.yaml': project(access) });

async function compiled(texts: Readonly<Record<string, string>>, catalog?: Catalog): Promise<CompiledRecipe> {
  return compileTexts(texts, {}, undefined, catalog ?? (await loadCatalog()));
}

async function problemsOf(texts: Readonly<Record<string, string>>, catalog?: Catalog): Promise<string[]> {
  const error: unknown = await compiled(texts, catalog).catch((thrown: unknown) => thrown);
  if (!(error instanceof RecipeInvalid)) throw new Error(`Not refused: ${String(error)}`);
  return error.problems.map(({ code, message }) => `${code}: ${message}`);
}

test('a model that does not offer what a method asks for is refused before anything runs, with what it offers', async () => {
  expect(await problemsOf(files(dedup(), '[chat]'))).toEqual([
    expect.stringContaining('refine/dedup-embedding needs embeddings of "teacher", which offers chat'),
  ]);
});

test('what no model of a provider can be asked for is refused, whatever the binding says', async () => {
  const own = recipe(
    '{ id: more, use: elicit/magpie, from: seeds, with: { model: teacher, pre_query: x, target: 2 } }',
  );
  const local = `limbeck: 1
profiles:
  default:
    models:
      teacher: { provider: transformers, path: student, tokenizer: { vocab_size: 300, train_on: [gold.jsonl] }, access: [weights, chat, completions] }
`;
  expect(await problemsOf({ 'recipe.yaml': own, 'limbeck.yaml': local })).toEqual([
    expect.stringContaining(
      'elicit/magpie needs completions of "teacher", which the provider transformers cannot be asked for, whatever `access` says',
    ),
  ]);
});

test('a batch of the vendor holds chats alone', async () => {
  const catalog = await loadCatalog();
  const scoring = { ...label, needs: { ...label.needs, model: ['prompt_logprobs'] as const } };
  const elicit = catalog.elicit.map((method) => (method.id === 'label' ? scoring : method));
  const step = recipe('{ id: read, use: elicit/label, from: seeds, with: { model: teacher }, mode: batch }');
  expect(await problemsOf(files(step, '[prompt_logprobs]'), { ...catalog, elicit })).toEqual([
    'batch-place: elicit/label asks for prompt_logprobs, and a batch holds chats only.',
  ]);
});

test('a step over a whole data set is asked one by one, and says so', async () => {
  expect(await problemsOf(files(dedup(', mode: batch'), '[embeddings]'))).toEqual([
    'batch-place: refine/dedup-embedding works on a whole data set at once, and a batch is asked for rows.',
  ]);
});

test('what writes nothing is estimated to write nothing', async () => {
  const { plan } = await compiled(files(dedup(), '[embeddings]'));
  const { calls, prompt_tokens, completion_tokens } = plan.steps[0]!.estimate;
  expect(calls.high).toBeGreaterThan(0);
  expect(prompt_tokens.high).toBeGreaterThan(0);
  expect(completion_tokens).toEqual({ low: 0, high: 0 });
});
