import { compileTexts, head, keysOf, outside, problemsOf } from '../../../test/recipes/compile-texts.js';

const clean = `${head}params:
  threshold: { type: number, default: 0.8, maximum: 1 }
inputs:
  rows: { kind: sft, description: What to clean. }
  held: { kind: sft }
outputs:
  rows: safe
steps:
  - id: thin
    use: refine/dedup-minhash
    from: rows
    with: { threshold: "\${{ params.threshold }}" }
  - { id: safe, use: refine/decontaminate, from: { rows: thin, against: held } }
`;
const using = (step: string): string => `${head}${outside('seeds', 'gold', 'held-out')}steps:
  - { id: read, use: elicit/label, from: seeds, with: { model: teacher } }
${step}`;
const main = using(`  - id: clean
    use: ./clean.yaml
    from: { rows: read, held: held-out }
    with: { threshold: 0.7 }
  - { id: both, use: refine/mix, from: { a: clean.rows, b: gold } }
  - { id: tune, use: distill/sft, from: both, with: { student: student, epochs: 1 } }
`);

test('a used recipe becomes steps of a flat plan, and inlining it by hand gives the same keys', async () => {
  const used = await compileTexts({ 'recipe.yaml': main, 'clean.yaml': clean });
  const byHand = await compileTexts({
    'recipe.yaml': using(`  - { id: thin, use: refine/dedup-minhash, from: read, with: { threshold: 0.7 } }
  - { id: safe, use: refine/decontaminate, from: { rows: thin, against: held-out } }
  - { id: both, use: refine/mix, from: { a: safe, b: gold } }
  - { id: tune, use: distill/sft, from: both, with: { student: student, epochs: 1 } }
`),
  });
  expect(used.plan.steps.map(({ id, needs }) => [id, needs])).toEqual([
    ['read', []],
    ['clean/thin', ['read']],
    ['clean/safe', ['clean/thin']],
    ['both', ['clean/safe']],
    ['tune', ['both']],
  ]);
  expect(Object.values(keysOf(used))).toEqual(Object.values(keysOf(byHand)));
  expect(used.plan.recipe.files).toEqual([{ path: 'clean.yaml', digest: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
  expect(byHand.plan.recipe).not.toHaveProperty('files');
});

test('models are given by `with`; metrics go by what the used recipe calls them', async () => {
  const contest = `${head}inputs:
  held: { kind: sft }
  old: { needs: [chat] }
  new: { needs: [chat] }
outputs: { score: check }
steps:
  - id: check
    use: evaluate/exact-match
    from: held
    with: { models: [old, new], field: completion }
    gate: metrics.new.accuracy > metrics.old.accuracy
`;
  const { plan } = await compileTexts({
    'contest.yaml': contest,
    'recipe.yaml': using(`  - { id: tune, use: distill/sft, from: read, with: { student: student, epochs: 1 } }
  - { id: own, use: refine/dedup-minhash, from: gold }
  - { id: contest, use: ./contest.yaml, from: held-out, with: { old: student, new: tune } }
  - { id: more, use: elicit/label, from: seeds, needs: [contest], when: metrics.contest.score.new.accuracy > 0.5, with: { model: tune } }
`),
  });
  const step = (id: string) => plan.steps.find((each) => each.id === id)!;
  expect(step('contest/check')).toMatchObject({
    needs: ['tune'],
    models: [
      { role: 'models', source: 'model', name: 'old', of: 'student' },
      { role: 'models', source: 'step', name: 'new', of: 'tune' },
    ],
    parts: [{ name: 'old' }, { name: 'new' }],
    with: { models: ['old', 'new'] },
    gate: 'metrics.new.accuracy > metrics.old.accuracy',
  });
  expect(step('more')).toMatchObject({ needs: ['tune', 'contest/check'] });
  expect(step('more').when).toBe("metrics['contest/check'].new.accuracy > 0.5");
});

test('`needs`, `when`, `failures` and `route` of the using step hold for all inside; params become values', async () => {
  const inner = `${head}params: { deep: { type: boolean, default: false }, least: { type: integer, default: 3 } }
inputs: { rows: { kind: sft } }
steps:
  - { id: thin, use: refine/dedup-minhash, from: rows, when: params.deep && params.least < 4 }
  - { id: rest, use: refine/dedup-minhash, from: rows, failures: { max_share: 0.5 } }
`;
  const { plan } = await compileTexts({
    'inner.yaml': inner,
    'recipe.yaml':
      using(`  - { id: check, use: evaluate/exact-match, from: held-out, with: { models: [student], field: completion } }
  - { id: own, use: refine/dedup-minhash, from: gold }
  - id: inner
    use: ./inner.yaml
    from: read
    needs: [check]
    when: metrics.check.accuracy > 0.5
    failures: { max_share: 0.2 }
    route: { queue: far }
    with: { deep: true }
`),
  });
  const parts = plan.steps
    .filter(({ id }) => id.startsWith('inner/'))
    .map(({ id, needs, when, failures, parts: [part] }) => ({
      id,
      needs,
      when,
      failures,
      queue: part!.queue,
    }));
  expect(parts).toEqual([
    {
      id: 'inner/thin',
      needs: ['read', 'check'],
      when: '(metrics.check.accuracy > 0.5) && (true && 3.0 < 4)',
      failures: { max_share: 0.2 },
      queue: 'far',
    },
    {
      id: 'inner/rest',
      needs: ['read', 'check'],
      when: 'metrics.check.accuracy > 0.5',
      failures: { max_share: 0.5 },
      queue: 'far',
    },
  ]);
});

test('its own data stands in the plan under the step, and keeps being held out', async () => {
  const guard = `${head}data:
  seen: { file: held-out.jsonl, kind: sft, use: evaluation }
inputs: { rows: { kind: sft } }
outputs: { rows: safe, tests: seen-again }
steps:
  - { id: safe, use: refine/decontaminate, from: { rows: rows, against: seen } }
  - { id: seen-again, use: evaluate/exact-match, from: seen, with: { models: [student], field: completion } }
models: { student: { needs: [weights] } }
`;
  const { plan } = await compileTexts({
    'guard.yaml': guard,
    'recipe.yaml': using(`  - { id: more, use: refine/decontaminate, from: { rows: gold, against: held-out } }
  - { id: guard, use: ./guard.yaml, from: read }
  - { id: tune, use: distill/sft, from: guard.rows, with: { student: student, epochs: 1 } }
`),
  });
  expect(Object.keys(plan.data)).toEqual(['seeds', 'gold', 'held-out', 'guard/seen']);
  expect(plan.data['guard/seen']).toMatchObject({
    name: 'guard/seen',
    evaluation: true,
  });
  expect(plan.steps.find(({ id }) => id === 'guard/safe')!.inputs).toEqual([
    { port: 'rows', source: 'step', name: 'read' },
    { port: 'against', source: 'data', name: 'guard/seen' },
  ]);
});

test('what is wrong with how a recipe is used is said where it is used', async () => {
  const texts = {
    'clean.yaml': clean,
    'recipe.yaml': using(`  - { id: a, use: ./claen.yaml, from: read }
  - { id: b, use: ./clean.yaml, from: { rows: seeds, heldd: held-out }, with: { threshhold: 1 }, gate: "true" }
  - { id: c, use: ./clean.yaml, from: { rows: raed, held: held-out }, with: { threshold: high } }
  - { id: d, use: refine/mix, from: { a: c, b: c.rest, c: gold } }
  - { id: e, use: ../clean.yaml, from: gold }
  - { id: f, use: "@acme/law/clean", from: gold }
`),
  };
  expect(await problemsOf(texts)).toMatchInlineSnapshot(`
   "recipe.yaml:17:19: error: There is no recipe "./claen.yaml". [file-not-found]
         - { id: a, use: ./claen.yaml, from: read }
                         ^
     hint: Did you mean "clean.yaml"?

   recipe.yaml:18:47: error: "seeds" holds prompt rows; ./clean.yaml takes sft on "rows". [wrong-kind]
         - { id: b, use: ./clean.yaml, from: { rows: seeds, heldd: held-out }, with: { threshhold: 1 }, gate: "true" }
                                                     ^
     hint: Put a step in between that makes such rows, or state the kind of the data set.

   recipe.yaml:18:54: error: ./clean.yaml has no input "heldd". [unknown-input]
         - { id: b, use: ./clean.yaml, from: { rows: seeds, heldd: held-out }, with: { threshhold: 1 }, gate: "true" }
                                                            ^
     hint: Did you mean "held"?

   recipe.yaml:18:81: error: ./clean.yaml has no parameter "threshhold". [unknown-key]
         - { id: b, use: ./clean.yaml, from: { rows: seeds, heldd: held-out }, with: { threshhold: 1 }, gate: "true" }
                                                                                       ^
     hint: Did you mean "threshold"?

   recipe.yaml:18:98: error: A step that uses a recipe has no \`gate\`. [step-form]
         - { id: b, use: ./clean.yaml, from: { rows: seeds, heldd: held-out }, with: { threshhold: 1 }, gate: "true" }
                                                                                                        ^
     hint: Put it on an evaluate step.

   recipe.yaml:19:47: error: There is no data set or step "raed". [unknown-name]
         - { id: c, use: ./clean.yaml, from: { rows: raed, held: held-out }, with: { threshold: high } }
                                                     ^
     hint: Did you mean "read"?

   recipe.yaml:19:90: error: Parameter "threshold" must be a number, not "high". [param-value]
         - { id: c, use: ./clean.yaml, from: { rows: raed, held: held-out }, with: { threshold: high } }
                                                                                                ^
     hint: "threshold" takes a number up to 1.

   recipe.yaml:20:42: error: "c" uses a recipe; name one of its outputs. [unknown-output]
         - { id: d, use: refine/mix, from: { a: c, b: c.rest, c: gold } }
                                                ^
     hint: Write c.rows.

   recipe.yaml:20:48: error: The recipe behind "c" has no output "rest". [unknown-output]
         - { id: d, use: refine/mix, from: { a: c, b: c.rest, c: gold } }
                                                      ^
     hint: Known outputs: c.rows.

   recipe.yaml:21:19: error: There is no recipe "../clean.yaml". [file-not-found]
         - { id: e, use: ../clean.yaml, from: gold }
                         ^
     hint: The path is relative to the folder of the recipe that names it.

   recipe.yaml:22:19: error: \`use: @acme/law/clean\` is not built yet: recipes come from files of the project. [not-built-yet]
         - { id: f, use: "@acme/law/clean", from: gold }
                         ^
     hint: Copy the recipe into the project and write use: ./file.yaml.

   11 problems.
   "
  `);
});

test('what is wrong inside points into the file, with the step that uses it', async () => {
  const wrong = clean
    .replace('from: rows', 'from: rwos')
    .replace('rows: safe', 'rows: saef')
    .replace('id: safe, use: refine/decontaminate', 'id: safe, use: refine/decontaminat')
    .replace('limbeck: 1', 'limbeck: 1\nseed: 4\nbugdet: 3');
  expect(await problemsOf({ 'recipe.yaml': main, 'clean.yaml': wrong })).toMatchInlineSnapshot(`
   "clean.yaml:3:1: error: Unknown key "bugdet". [unknown-key]
       bugdet: 3
       ^
     note: used by step "clean" (recipe.yaml:18)
     hint: Did you mean "budget"?

   clean.yaml:16:9: error: There is no step "saef" in this recipe. [unknown-step]
         rows: saef
               ^
     note: used by step "clean" (recipe.yaml:18)
     hint: Did you mean "safe"?

   clean.yaml:20:11: error: There is no data set or step "rwos". [unknown-name]
           from: rwos
                 ^
     note: used by step "clean" (recipe.yaml:18)
     hint: Did you mean "rows"?

   clean.yaml:22:22: error: There is no method "refine/decontaminat". [unknown-method]
         - { id: safe, use: refine/decontaminat, from: { rows: thin, against: held } }
                            ^
     note: used by step "clean" (recipe.yaml:18)
     hint: Did you mean "refine/decontaminate"?

   4 problems.
   "
  `);
});

test('recipes that use each other, and one with inputs run by itself, are refused', async () => {
  const a = `${head}${outside('gold')}steps:\n  - { id: b, use: ./b.yaml, from: gold }\n`;
  const b = `${head}inputs: { rows: { kind: sft } }
steps:
  - { id: c, use: ./c.yaml, from: rows }
`;
  const c = b.replace('id: c, use: ./c.yaml', 'id: again, use: ./b.yaml');
  expect(
    await problemsOf({
      'recipe.yaml': a,
      'b.yaml': b,
      'c.yaml': c,
    }),
  ).toMatchInlineSnapshot(`
   "c.yaml:10:23: error: These recipes use each other: b.yaml -> c.yaml -> b.yaml. [recipe-cycle]
         - { id: again, use: ./b.yaml, from: rows }
                             ^
     note: used by step "c" (b.yaml:10), in a recipe used by step "b" (recipe.yaml:14)
     hint: Take one of the steps out, or move what both need into a third recipe.

   1 problem.
   "
  `);
  expect(
    await problemsOf({
      'recipe.yaml': b.replace('./c.yaml', 'refine/dedup-minhash'),
    }),
  ).toMatchInlineSnapshot(`
   "recipe.yaml:8:1: error: This recipe has inputs (rows) and cannot be run by itself. [recipe-has-inputs]
       inputs: { rows: { kind: sft } }
       ^
     hint: Use it as a step of another recipe, use: ./file.yaml, and run or validate that one.

   1 problem.
   "
  `);
});
