import { compileTexts, head, keysOf, outside, problemsOf } from '../../../test/recipes/compile-texts.js';

const project = `limbeck: 1
profiles:
  default:
    models:
      teacher:
        provider: openai
        base_url: http://127.0.0.1:8000/v1
        model: big-model
        batch: true
        limits: { batch_requests: 1000, batch_poll_seconds: 60 }
        price: { input_usd_per_million: 4, output_usd_per_million: 16, batch_discount: 0.5 }
        terms: { training_on_output: allowed }
      student: { provider: transformers, path: student, tokenizer: { vocab_size: 300, train_on: [gold.jsonl] } }
`;
const recipe = (mode: string): string => `${head}${outside('seeds', 'held-out')}budget: { usd: 5 }
steps:
  - { id: read, use: elicit/label, from: seeds, with: { model: teacher }${mode} }
  - { id: clean, use: refine/decontaminate, from: { rows: read, against: held-out } }
  - { id: tune, use: distill/sft, from: clean, with: { student: student } }
  - { id: score, use: evaluate/exact-match, from: held-out, with: { models: [teacher, tune], field: completion }${mode} }
`;
const compile = (mode: string) => compileTexts({ 'recipe.yaml': recipe(mode), 'limbeck.yaml': project });

test('a step in batch mode is the same step at the price of batches, in larger chunks', async () => {
  const [online, batch] = [await compile(''), await compile(', mode: batch')];
  expect(keysOf(batch)).toEqual(keysOf(online));
  expect(batch.plan.steps.map(({ mode }) => mode)).toEqual(['batch', undefined, undefined, 'batch']);
  expect(online.plan.steps.map(({ mode }) => mode)).toEqual([undefined, undefined, undefined, undefined]);
  const [dear, cheap] = [online.plan.steps[0]!, batch.plan.steps[0]!];
  expect(cheap.estimate.usd?.high).toBeCloseTo(dear.estimate.usd!.high / 2);
  expect(cheap.estimate).toMatchObject({ calls: dear.estimate.calls, prompt_tokens: dear.estimate.prompt_tokens });
  expect([dear, cheap].map(({ parts }) => parts[0]!.chunk_rows)).toEqual([500, 5000]);
  expect(batch.plan.models['teacher']).toMatchObject({
    batch: true,
    limits: { batch_requests: 1000, batch_poll_seconds: 60 },
  });
});

test('mode: online says what is so anyway', async () => {
  expect((await compile(', mode: online')).plan.steps).toEqual((await compile('')).plan.steps);
});

test('a loop has no mode of its own', async () => {
  const loop = `${head}${outside('seeds')}steps:
  - id: rounds
    mode: batch
    repeat: { times: 2, steps: [{ id: read, use: elicit/label, from: seeds, with: { model: teacher } }] }
`;
  expect(await problemsOf({ 'recipe.yaml': loop, 'limbeck.yaml': project })).toContain(
    'A loop has no `mode`. [step-form]',
  );
});
