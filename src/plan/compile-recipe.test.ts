import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import planSchema from '../../schemas/plan.schema.json';
import { fakeCatalog } from '../../test/recipes/fake-catalog.js';
import { isLimbeckError } from '../core/errors.js';
import { RecipeInvalid } from '../core/problems.js';
import { stepKey } from '../core/identity/step-key.js';
import { nodeFiles } from '../recipe/node-files.js';
import { renderProblems } from '../recipe/problems/render-problem.js';
import { compileRecipe, renderPlan } from './compile-recipe.js';
import type { CompiledRecipe } from './contract.js';

const folder = join(__dirname, '../../test/recipes/fixtures/good/contract-terms');
const compile = (
  edits: Record<string, (text: string) => string> = {},
  set: Record<string, string> = {},
): Promise<CompiledRecipe> =>
  compileRecipe({
    recipeFile: 'recipe.yaml',
    cwd: folder,
    set,
    catalog: fakeCatalog,
    files: {
      ...nodeFiles,
      async read(path) {
        const bytes = await nodeFiles.read(path);
        const edit = edits[path.slice(folder.length + 1)];
        return edit ? Buffer.from(edit(Buffer.from(bytes).toString('utf8'))) : bytes;
      },
    },
  });
const replace = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to);

test('the recipe of the design page compiles to its golden plan', async () => {
  const { plan, warnings, projectFolder } = await compile();
  const golden = join(folder, 'plan.golden.json');
  if (!existsSync(golden) || process.env['LIMBECK_WRITE_GOLDEN'] === '1') writeFileSync(golden, renderPlan(plan));
  expect(renderPlan(plan)).toBe(readFileSync(golden, 'utf8'));
  expect(projectFolder).toBe(folder);
  expect(warnings).toEqual([
    'Step "tune-gold" trains on rows that were not checked against the held-out set "held-out": put refine/decontaminate with { rows, against } before it.',
  ]);
});

test('a plan fits its schema and names no place of this machine', async () => {
  const { plan } = await compile();
  const validate = new Ajv2020({ allErrors: true, strict: false }).compile(planSchema);
  expect(validate(plan) ? [] : validate.errors).toEqual([]);
  expect(renderPlan(plan)).not.toContain(folder);
});

test('parameters set on the command line come through, typed', async () => {
  const { plan } = await compile({}, { clauses: '200' });
  expect(plan.params).toEqual({ clauses: 200 });
  expect(plan.steps[0]!.with).toMatchObject({ target: 200, per_call: 4 });
});

const keysOf = ({ plan }: CompiledRecipe): Record<string, string> =>
  Object.fromEntries(
    plan.steps.map((step) => [
      step.id,
      stepKey({
        identity: step.identity,
        inputs: {},
        models: { tune: '1', 'tune-gold': '2', learn: '1' },
      }),
    ]),
  );

test.each<[string, Record<string, (text: string) => string>, string[]]>([
  ['a budget', { 'recipe.yaml': replace('usd: 5', 'usd: 6') }, []],
  ['a limit or price', { 'limbeck.yaml': replace('concurrency: 64', 'concurrency: 8') }, []],
  ['a description and meta', { 'recipe.yaml': replace('contracts-team', 'someone') }, []],
  [
    'failures, route and gate',
    {
      'recipe.yaml': replace(
        '    from: clean\n',
        '    from: clean\n    failures: { max_share: 0.5 }\n    route: { queue: fast }\n',
      ),
    },
    [],
  ],
  [
    'how an editor ends the lines of a prompt',
    { 'prompts/read-clause.liquid': (text) => text.replaceAll('\n', '\r\n') },
    [],
  ],
  [
    'the id of a step',
    {
      'recipe.yaml': (text) => text.replaceAll('id: keep', 'id: thin').replace('rows: keep', 'rows: thin'),
    },
    ['thin', 'keep'],
  ],
  [
    'the order of keys',
    {
      'recipe.yaml': replace('{ field: prompt, threshold: 0.8 }', '{ threshold: 0.8, field: prompt }'),
    },
    [],
  ],
  [
    'a default that is written out',
    {
      'recipe.yaml': replace('max_similarity: 0.7', 'max_similarity: 0.7, per_call: 4'),
    },
    [],
  ],
  ['a prompt', { 'prompts/read-clause.liquid': replace('Read', 'Study') }, ['read']],
  [
    "the order of a schema's properties",
    {
      'schemas/terms.json': replace(/("start": \{[^}]*\}), ("months": \{[^}]*\})/, '$2, $1'),
    },
    ['read'],
  ],
  ['a parameter', { 'recipe.yaml': replace('epochs: 3', 'epochs: 4') }, ['tune']],
  [
    'the teacher',
    { 'limbeck.yaml': (text) => text.replaceAll('big-model', 'bigger-model') },
    ['read', 'score', 'write'],
  ],
  [
    'the seed',
    { 'recipe.yaml': replace('limbeck: 1', 'limbeck: 1\nseed: 1') },
    ['clean', 'keep', 'read', 'score', 'tune', 'tune-gold', 'write'],
  ],
])('changing %s changes the keys of exactly what it should', async (_what, edits, changed) => {
  const before = keysOf(await compile());
  const after = keysOf(await compile(edits));
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  expect(names.filter((name) => before[name] !== after[name]).toSorted()).toEqual(changed.toSorted());
});

test('renaming a training step leaves the keys of its users alone, but for the scores called after it', async () => {
  const renamed = (text: string): string =>
    text
      .replace('id: tune\n', 'id: learn\n')
      .replace('tune-gold, tune]', 'tune-gold, learn]')
      .replace('metrics.tune.', 'metrics.learn.');
  const before = keysOf(await compile());
  const after = keysOf(await compile({ 'recipe.yaml': renamed }));
  expect(after['learn']).toBe(before['tune']);
  expect(after['score']).not.toBe(before['score']);
});

test('the estimate counts endpoint calls only and prices them', async () => {
  const { plan } = await compile();
  const estimates = Object.fromEntries(plan.steps.map(({ id, estimate }) => [id, estimate]));
  expect(estimates['write']!.calls).toEqual({ low: 1000, high: 3000 });
  expect(estimates['read']!.calls).toEqual({ low: 4000, high: 4000 });
  expect(estimates['tune']!.usd).toEqual({ low: 0, high: 0 });
  expect(estimates['score']!.calls).toEqual({ low: 2, high: 2 });
  expect(estimates['read']!.usd!.high).toBeGreaterThan(estimates['read']!.usd!.low);
});

test('without a price there is no cost', async () => {
  const { plan, warnings } = await compile({
    'limbeck.yaml': replace(/ +price:.*\n/, ''),
  });
  expect(plan.steps.find(({ id }) => id === 'read')!.estimate).not.toHaveProperty('usd');
  expect(warnings).toContain(
    '"teacher" has no price in limbeck.yaml: a budget in US dollars does not hold its calls. Give it one, or limit calls or tokens.',
  );
});

test('all problems come at once, each with its place', async () => {
  const error: unknown = await compile({
    'recipe.yaml': (text) =>
      text
        .replace('temperature: 0', 'temprature: 0')
        .replace('from: read', 'from: raed')
        .replace('epochs: 60', 'epochs: -1')
        .replace('metrics.tune.', 'metrics.tun.'),
  }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RecipeInvalid)) throw new Error('it compiled');
  expect(isLimbeckError(error)).toBe(true);
  expect(renderProblems(error.problems, { color: false })).toMatchInlineSnapshot(`
   "recipe.yaml:37:7: error: Unknown key "temprature". [unknown-key]
             temprature: 0
             ^
     hint: Did you mean "temperature"?

   recipe.yaml:43:11: error: There is no data set or step "raed". [unknown-name]
           from: raed
                 ^
     hint: Did you mean "read"?

   recipe.yaml:58:39: error: "epochs" must be more than 0, not -1. [value-out-of-range]
           with: { student: student, epochs: -1, learning_rate: 2e-3 }
                                             ^
     hint: Times every row is seen.

   recipe.yaml:64:19: error: The expression names "tun", which is not there. [expression]
           gate: metrics.tun.accuracy >= metrics['tune-gold'].accuracy + 0.10
                         ^
     hint: Did you mean "tune"?

   4 problems.
   "
  `);
});
