import { compileTexts, head, outside, problemsOf } from '../../../test/recipes/compile-texts.js';

const steps = (...lines: readonly string[]): string =>
  `${head}${outside('seeds', 'held-out')}steps:\n${lines.map((line) => `  - ${line}\n`).join('')}`;
const read =
  '{ id: read, use: elicit/label, from: seeds, matrix: { t: [0, 0.7] }, with: { model: teacher, temperature: "${{ matrix.t }}" } }';
const clean =
  '{ id: clean, use: refine/decontaminate, from: { rows: read, against: held-out }, matrix: { t: [0, 0.7] } }';
const tune =
  '{ id: tune, use: distill/sft, from: clean, matrix: { t: [0, 0.7] }, with: { student: student, epochs: 1 } }';

test('a step runs once for each combination; one with the same matrix reads its own, and evaluate takes all', async () => {
  const { plan } = await compileTexts({
    'recipe.yaml': steps(
      read,
      clean,
      tune,
      '{ id: score, use: evaluate/exact-match, from: held-out, with: { models: [student, tune], field: completion, prompts: { tune: "Read: {{ prompt }}" } } }',
      '{ id: one, use: elicit/label, from: seeds, needs: [score], when: "metrics.score[\'tune[t=0.7]\'].accuracy > 0.5", with: { model: "tune[t=0.7]" } }',
    ),
  });
  expect(plan.steps.map(({ id, needs, with: { temperature } }) => [id, needs, temperature])).toEqual([
    ['read[t=0]', [], 0],
    ['read[t=0.7]', [], 0.7],
    ['clean[t=0]', ['read[t=0]'], undefined],
    ['clean[t=0.7]', ['read[t=0.7]'], undefined],
    ['tune[t=0]', ['clean[t=0]'], undefined],
    ['tune[t=0.7]', ['clean[t=0.7]'], undefined],
    ['score', ['tune[t=0]', 'tune[t=0.7]'], undefined],
    ['one', ['tune[t=0.7]', 'score'], undefined],
  ]);
  const score = plan.steps.find(({ id }) => id === 'score')!;
  expect(score.parts.map(({ name }) => name)).toEqual(['student', 'tune[t=0]', 'tune[t=0.7]']);
  expect(score.with).toMatchObject({
    models: ['student', 'tune[t=0]', 'tune[t=0.7]'],
    prompts: {
      'tune[t=0]': 'Read: {{ prompt }}',
      'tune[t=0.7]': 'Read: {{ prompt }}',
    },
  });
  expect(plan.steps.at(-1)!.models).toEqual([{ role: 'model', source: 'step', name: 'tune[t=0.7]' }]);
});

test('axes multiply; refine/mix takes all combinations, each on an input of its own', async () => {
  const { plan } = await compileTexts({
    'recipe.yaml': steps(
      '{ id: read, use: elicit/label, from: seeds, matrix: { model: [teacher, student], t: [0, 1] }, with: { model: "${{ matrix.model }}", temperature: "${{ matrix.t }}" } }',
      '{ id: all, use: refine/mix, from: { a: read } }',
      '{ id: own, use: refine/decontaminate, from: { rows: read, against: held-out }, matrix: { t: [1], model: [student], more: [x] } }',
    ),
  });
  expect(plan.steps.find(({ id }) => id === 'all')!.inputs.map(({ port, name }) => [port, name])).toEqual([
    ['a[model=teacher,t=0]', 'read[model=teacher,t=0]'],
    ['a[model=teacher,t=1]', 'read[model=teacher,t=1]'],
    ['a[model=student,t=0]', 'read[model=student,t=0]'],
    ['a[model=student,t=1]', 'read[model=student,t=1]'],
  ]);
  expect(plan.steps.at(-1)!).toMatchObject({
    id: 'own[t=1,model=student,more=x]',
    inputs: [{ name: 'read[model=student,t=1]' }, {}],
  });
});

test('a matrix of a recipe that is used multiplies all of it; params may stand in a matrix', async () => {
  const { plan } = await compileTexts(
    {
      'clean.yaml': `${head}params: { threshold: { type: number } }
inputs: { rows: { kind: prompt } }
outputs: { rows: thin }
steps:
  - { id: thin, use: refine/dedup-minhash, from: rows, with: { threshold: "\${{ params.threshold }}" } }
`,
      'recipe.yaml': steps(
        '{ id: clean, use: ./clean.yaml, from: seeds, matrix: { t: ["${{ params.low }}", 0.9] }, with: { threshold: "${{ matrix.t }}" } }',
        '{ id: all, use: refine/mix, from: { a: clean.rows } }',
        '{ id: last, use: refine/dedup-minhash, from: "clean[t=0.9].rows", needs: [clean] }',
        '{ id: guard, use: refine/decontaminate, from: { rows: seeds, against: held-out } }',
      ).replace('models:', 'params: { low: { type: number, default: 0.5 } }\nmodels:'),
    },
    { low: '0.6' },
  );
  expect(plan.steps.map(({ id, with: { threshold }, needs }) => [id, threshold, needs])).toEqual([
    ['clean[t=0.6]/thin', 0.6, []],
    ['clean[t=0.9]/thin', 0.9, []],
    ['all', undefined, ['clean[t=0.6]/thin', 'clean[t=0.9]/thin']],
    ['last', 0.8, ['clean[t=0.9]/thin', 'clean[t=0.6]/thin']],
    ['guard', undefined, []],
  ]);
});

test('who needs one combination must name it, and what cannot be multiplied is refused', async () => {
  expect(
    await problemsOf({
      'recipe.yaml': steps(
        read,
        '{ id: thin, use: refine/dedup-minhash, from: read }',
        '{ id: thin-b, use: refine/dedup-minhash, from: "read[t=0.5]" }',
        '{ id: thin-c, use: refine/dedup-minhash, from: read, matrix: { t: [0.7, 0.8] } }',
        '{ id: thin-d, use: refine/decontaminate, from: { rows: "seeds[t=1]", against: held-out }, matrix: { x: ["a b"] } }',
        '{ id: many, use: elicit/label, from: seeds, matrix: { a: [1,2,3,4,5,6,7,8,9], b: [1,2,3,4,5,6,7,8] }, with: { model: teacher } }',
        '{ id: lost, use: elicit/label, from: seeds, matrix: { a: [1] }, with: { model: teacher, temperature: "${{ matrix.b }}" } }',
      ),
    }),
  ).toMatchInlineSnapshot(`
   "recipe.yaml:16:50: error: "read" runs 2 times; this takes one of them. [matrix-which]
         - { id: thin, use: refine/dedup-minhash, from: read }
                                                        ^
     hint: Write read[t=0] or read[t=0.7]; or give this step the same matrix.

   recipe.yaml:17:52: error: There is no "read[t=0.5]". [matrix-combination]
         - { id: thin-b, use: refine/dedup-minhash, from: "read[t=0.5]" }
                                                          ^
     hint: Did you mean "read[t=0.7]"?

   recipe.yaml:18:52: error: There is no "read[t=0.8]". [matrix-combination]
         - { id: thin-c, use: refine/dedup-minhash, from: read, matrix: { t: [0.7, 0.8] } }
                                                          ^
     hint: Did you mean "read[t=0.7]"?

   recipe.yaml:19:109: error: "a b" cannot stand in the name of a step. [matrix-value]
         - { id: thin-d, use: refine/decontaminate, from: { rows: "seeds[t=1]", against: held-out }, matrix: { x: ["a b"] } }
                                                                                                                   ^
     hint: Letters, digits, and . _ - / between them, 60 at most. Put longer texts into files and name those.

   recipe.yaml:20:49: error: The matrix has 72 combinations; a step may run 64 times at most. [matrix-size]
         - { id: many, use: elicit/label, from: seeds, matrix: { a: [1,2,3,4,5,6,7,8,9], b: [1,2,3,4,5,6,7,8] }, with: { model: teacher } }
                                                       ^
     hint: Take values out, or split the step.

   recipe.yaml:21:107: error: The step has no "b" in its matrix. [matrix-reference]
         - { id: lost, use: elicit/label, from: seeds, matrix: { a: [1] }, with: { model: teacher, temperature: "\${{ matrix.b }}" } }
                                                                                                                 ^
     hint: Did you mean "a"?

   6 problems.
   "
  `);
});

test('values that are spelt alike, and parts that multiply without end, are refused', async () => {
  const twice = '{ id: read, use: elicit/label, from: seeds, matrix: { t: [1, "1"] }, with: { model: teacher } }';
  expect(await problemsOf({ 'recipe.yaml': steps(twice) })).toContain('Two values of "t" are spelt 1');
  const part = (next: string): string => `${head}inputs: { rows: { kind: prompt } }
steps:
  - { id: a, use: ${next}, from: rows, matrix: { x: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] } }
`;
  const problems = await problemsOf({
    'a.yaml': part('./b.yaml'),
    'b.yaml': part('./c.yaml'),
    'c.yaml': part('refine/dedup-minhash'),
    'recipe.yaml': steps(
      '{ id: a, use: ./a.yaml, from: seeds, matrix: { x: [1, 2] } }',
      '{ id: guard, use: refine/decontaminate, from: { rows: seeds, against: held-out } }',
    ),
  });
  expect(problems.match(/error:.*/g)).toEqual([
    'error: Written out, the recipe has more than 2000 steps. [recipe-size]',
  ]);
});
