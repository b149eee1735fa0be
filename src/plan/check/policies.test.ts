import { compileTexts, head, outside, problemsOf } from '../../../test/recipes/compile-texts.js';

const tune = (from: string): string =>
  `  - { id: tune, use: distill/sft, from: ${from}, with: { student: student } }\n`;
const recipe = (steps: string, license = 'MIT'): string =>
  `${head}${outside('gold').replace('kind: sft }', `kind: sft, license: ${license} }`)}steps:\n${steps}`;

test('rows whose licence allows no derivatives are not trained on', async () => {
  expect(await problemsOf({ 'recipe.yaml': recipe(tune('gold'), 'CC-BY-ND-4.0') })).toMatchInlineSnapshot(`
   "recipe.yaml:14:5: error: The licence of "gold", CC-BY-ND-4.0, allows no derivatives, such as a model trained on its rows, and step "tune" would do that. [licence-forbids]
         - { id: tune, use: distill/sft, from: gold, with: { student: student } }
           ^
     hint: Train on other rows, hold these out (use: evaluation), or let who may decide it take it upon them: --accept-terms NAME.

   1 problem.
   "
  `);
});

test('who accepts terms that forbid training stands in the plan', async () => {
  const { plan, warnings } = await compileTexts(
    { 'recipe.yaml': recipe(tune('gold'), 'CC-BY-ND-4.0') },
    {},
    'A. Counsel',
  );
  expect(plan.accepted_terms).toEqual([{ of: 'data', name: 'gold', by: 'A. Counsel' }]);
  expect(warnings).toContain(
    'The licence of "gold", CC-BY-ND-4.0, allows no derivatives, such as a model trained on its rows; step "tune" does that all the same, accepted by A. Counsel.',
  );
});

test('a licence without commercial use, and rows nobody compared with the held-out set, are warned of once for all rounds', async () => {
  const { warnings } = await compileTexts({
    'recipe.yaml': `${head}${outside('gold', 'held-out').replace('kind: sft }', 'kind: sft, license: CC-BY-NC-4.0 }')}steps:
  - id: rounds
    repeat:
      times: 3
      steps:
        ${tune('gold').trim()}
        - { id: check, use: evaluate/exact-match, from: held-out, with: { models: [tune], field: completion } }
`,
  });
  expect(warnings).toEqual([
    'No step uses the model "teacher".',
    'The licence of "gold", CC-BY-NC-4.0, allows no commercial use; what step "rounds.tune" makes inherits that.',
    'Step "rounds.tune" trains on rows that were not checked against the held-out set "held-out": put refine/decontaminate with { rows, against } before it.',
  ]);
});

test('long reasoning suggests short ones', async () => {
  const long = JSON.stringify({
    prompt: 'Why?',
    rationale: 'Because. '.repeat(1000),
    answer: '42',
  });
  const { warnings } = await compileTexts({
    'gold.jsonl': `${long}\n`,
    'recipe.yaml': recipe(tune('gold')).replace('kind: sft', 'kind: rationale'),
  });
  expect(warnings).toContain(
    'Step "tune" trains on long reasoning, 9000 characters on average: a student under 3 B parameters learns more when short reasoning is mixed in (refine/mix).',
  );
});

test('a used recipe for medicine asks what its data holds about people', async () => {
  const inner = `${head}vertical: medicine\ninputs: { rows: { kind: sft } }\nsteps:\n  - { id: thin, use: refine/dedup-minhash, from: rows }\n`;
  const main = recipe('  - { id: thin, use: ./inner.yaml, from: gold }\n');
  expect(await problemsOf({ 'recipe.yaml': main, 'inner.yaml': inner })).toMatchInlineSnapshot(`
   "inner.yaml:8:11: error: A recipe for medicine must say what its data holds about people. [personal-data-unsaid]
       vertical: medicine
                 ^
     note: used by step "thin" (recipe.yaml:14)
     hint: Add personal_data: none, if that is so; else personal_data: scrubbed, and a refine/scrub-personal-data step.

   1 problem.
   "
  `);
  const said = main.replace('role:', 'personal_data: none\nrole:');
  expect(await problemsOf({ 'recipe.yaml': said, 'inner.yaml': inner })).toBe('It compiled.');
});

test('a loop that picks its round by the set that is reported is warned of', async () => {
  const steps = (
    dev: string,
  ): string => `${head}${outside('gold', 'held-out')}  dev: { file: dev.jsonl, kind: sft, use: evaluation }
steps:
  - { id: a, use: refine/decontaminate, from: { rows: gold, against: held-out } }
  - { id: b, use: refine/decontaminate, from: { rows: a, against: dev } }
  - id: rounds
    repeat:
      times: 2
      keep: metrics.check.accuracy
      steps:
        - { id: tune, use: distill/sft, from: b, with: { student: student } }
        - { id: check, use: evaluate/exact-match, from: ${dev}, with: { models: [tune], field: completion } }
  - { id: score, use: evaluate/exact-match, from: held-out, with: { models: [teacher, rounds.tune], field: completion } }
`;
  const warningsOf = async (dev: string): Promise<readonly string[]> => {
    const row = JSON.stringify({ prompt: 'Dev clause.', completion: '{}' });
    return (await compileTexts({ 'dev.jsonl': `${row}\n`, 'recipe.yaml': steps(dev) })).warnings;
  };
  expect(await warningsOf('dev')).toEqual([]);
  expect(await warningsOf('held-out')).toEqual([
    'Loop "rounds" picks its round by "held-out", on which step "score" measures too: the best of several rounds looks better there than it is. Hold a second set out for the loop.',
  ]);
});
