import { Ajv2020 } from 'ajv/dist/2020.js';
import planSchema from '../../../schemas/plan.schema.json';
import { compileTexts, head, keysOf, outside, problemsOf } from '../../../test/recipes/compile-texts.js';

const recipe = (...lines: readonly string[]): string =>
  `${head}${outside('seeds', 'held-out')}steps:\n${lines.join('\n')}\n`;
const body = `        - { id: try, use: elicit/label, from: seeds, with: { model: current, temperature: 0.7 } }
        - { id: safe, use: refine/decontaminate, from: { rows: try, against: held-out } }
        - { id: tune, use: distill/sft, from: safe, with: { student: student, epochs: 1 } }
        - { id: check, use: evaluate/exact-match, from: held-out, with: { models: [tune], field: completion } }`;
const rounds = `  - id: rounds
    repeat:
      times: 3
      until: metrics.check.accuracy < previous.check.accuracy + 0.005
      keep: metrics.check.accuracy
      carry: { current: { start: student, next: tune } }
      steps:
${body}`;
const after = `  - id: score
    use: evaluate/exact-match
    from: held-out
    when: metrics.rounds.check.accuracy > 0.1
    needs: [rounds]
    with: { models: [student, rounds.tune], field: completion }
  - { id: more, use: refine/dedup-minhash, from: rounds.try }`;

test('a loop is unrolled; what it carries is the step of the round before, and later steps read the kept round', async () => {
  const { plan } = await compileTexts({ 'recipe.yaml': recipe(rounds, after) });
  const validate = new Ajv2020({ strict: false }).compile(planSchema);
  expect([validate(plan), validate.errors]).toEqual([true, null]);
  expect(plan.steps.map(({ id }) => id)).toEqual([
    ...[1, 2, 3].flatMap((round) => ['try', 'safe', 'tune', 'check'].map((step) => `rounds[${round}]/${step}`)),
    'score',
    'more',
  ]);
  expect(plan.loops).toEqual([
    {
      id: 'rounds',
      times: 3,
      steps: ['try', 'safe', 'tune', 'check'],
      until: 'metrics.check.accuracy < previous.check.accuracy + 0.005',
      keep: 'metrics.check.accuracy',
      needs: [],
      data: ['seeds', 'held-out'],
    },
  ]);
  const step = (id: string) => plan.steps.find((each) => each.id === id)!;
  expect(step('rounds[1]/try').models).toEqual([{ role: 'model', source: 'model', name: 'current', of: 'student' }]);
  expect(step('rounds[3]/try')).toMatchObject({
    loop: { id: 'rounds', round: 3, step: 'try' },
    models: [{ role: 'model', source: 'step', name: 'current', of: 'rounds[2]/tune' }],
    needs: ['rounds[2]/tune'],
  });
  expect(step('rounds[2]/check')).toMatchObject({
    models: [{ role: 'models', source: 'step', name: 'tune', of: 'rounds[2]/tune' }],
    parts: [{ name: 'tune' }],
  });
  expect(step('score')).toMatchObject({
    needs: ['rounds'],
    when: "metrics['rounds.check'].accuracy > 0.1",
    models: [
      { role: 'models', source: 'model', name: 'student' },
      { role: 'models', source: 'step', name: 'rounds.tune' },
    ],
  });
  expect(step('more')).toMatchObject({
    needs: ['rounds'],
    inputs: [{ port: 'rows', source: 'step', name: 'rounds.try' }],
    produces: 'sft',
    columns: ['prompt', 'completion'],
  });
});

test('rounds have the keys they would have when written by hand', async () => {
  const loop = await compileTexts({
    'recipe.yaml': recipe(rounds.replace('times: 3', 'times: 2')),
  });
  const second = body
    .replaceAll(/id: (\w+)/g, 'id: $1-b')
    .replace('current', 'tune')
    .replace('rows: try', 'rows: try-b');
  const byHand = await compileTexts({
    'recipe.yaml': recipe(
      body.replace('current', 'student').replaceAll('        - ', '  - '),
      second.replace('from: safe', 'from: safe-b').replace('[tune]', '[tune-b]').replaceAll('        - ', '  - '),
    ),
  });
  const keys = Object.values(keysOf(byHand));
  // The last step measures a model under another name, which its metrics carry.
  expect(Object.values(keysOf(loop)).slice(0, -1)).toEqual(keys.slice(0, -1));
});

test('a matrix and a used recipe may stand in a loop, and a loop in a used recipe', async () => {
  const star = `${head}inputs: { rows: { kind: prompt }, held: { kind: sft }, student: { needs: [chat] } }
params: { times: { type: integer, default: 2 } }
outputs: { model: rounds.tune, rows: "rounds.try[t=1]" }
steps:
  - id: rounds
    repeat:
      times: "\${{ params.times }}"
      keep: metrics.check.tune.accuracy * params.times
      steps:
        - { id: try, use: elicit/label, from: rows, matrix: { t: [0, 1] }, with: { model: student, temperature: "\${{ matrix.t }}" } }
        - { id: all, use: refine/mix, from: { a: try } }
        - { id: clean, use: ./clean.yaml, from: { rows: all, held: held } }
        - { id: tune, use: distill/sft, from: clean.rows, with: { student: student, epochs: 1 } }
        - { id: check, use: evaluate/exact-match, from: held, with: { models: [tune], field: completion } }
`;
  const clean = `${head}inputs: { rows: { kind: sft }, held: { kind: sft } }
outputs: { rows: safe }
steps:
  - { id: safe, use: refine/decontaminate, from: { rows: rows, against: held } }
`;
  const { plan } = await compileTexts({
    'star.yaml': star,
    'clean.yaml': clean,
    'recipe.yaml': recipe(
      '  - { id: star, use: ./star.yaml, from: { rows: seeds, held: held-out }, with: { student: student } }',
      '  - { id: ask, use: elicit/label, from: seeds, needs: [star], with: { model: star.model } }',
      '  - { id: thin, use: refine/dedup-minhash, from: star.rows }',
    ),
  });
  expect(plan.steps.map(({ id }) => id).slice(6)).toEqual([
    'star/rounds[2]/try[t=0]',
    'star/rounds[2]/try[t=1]',
    'star/rounds[2]/all',
    'star/rounds[2]/clean/safe',
    'star/rounds[2]/tune',
    'star/rounds[2]/check',
    'ask',
    'thin',
  ]);
  expect(plan.loops).toEqual([
    {
      id: 'star/rounds',
      times: 2,
      steps: ['try[t=0]', 'try[t=1]', 'all', 'clean/safe', 'tune', 'check'],
      keep: 'metrics.check.tune.accuracy * 2.0',
      needs: [],
      data: ['seeds', 'held-out'],
    },
  ]);
  expect(plan.steps.at(-2)).toMatchObject({
    needs: ['star/rounds'],
    models: [{ source: 'step', name: 'star.model', of: 'star/rounds.tune' }],
  });
  expect(plan.steps.at(-1)!.inputs).toEqual([{ port: 'rows', source: 'step', name: 'star/rounds.try[t=1]' }]);
});

test('what is wrong with a loop is said once, not once a round', async () => {
  const wrong = rounds
    .replace('previous.check.accuracy + 0.005', 'previous.chekc.accuracy')
    .replace('keep: metrics.check.accuracy', 'keep: metrics.check.accuracy > 1')
    .replace('start: student', 'start: seeds')
    .replace('rows: try', 'rows: tyr')
    .replace('id: safe', 'id: seeds')
    .replace('    repeat:', '    from: seeds\n    repeat:');
  expect(
    await problemsOf({
      'recipe.yaml': recipe(wrong, after.replace('from: rounds.try', 'from: rounds')),
    }),
  ).toMatchInlineSnapshot(`
   "recipe.yaml:16:5: error: A loop has no \`from\`. [step-form]
           from: seeds
           ^
     hint: Its steps name what they read themselves.

   recipe.yaml:19:48: error: The expression names "chekc", which is not there. [expression]
             until: metrics.check.accuracy < previous.chekc.accuracy
                                                      ^
     hint: Did you mean "check"?

   recipe.yaml:20:13: error: The expression is wrong: It gives true or false, not a number. [expression]
             keep: metrics.check.accuracy > 1
                   ^
     hint: Write the number itself, without > or <.

   recipe.yaml:21:16: error: "current" would be prompt rows in the first round and a model in the next. [loop-carry]
             carry: { current: { start: seeds, next: tune } }
                      ^
     hint: Carry rows of one kind, or models.

   recipe.yaml:23:69: error: "current" is no model. [unknown-model]
               - { id: try, use: elicit/label, from: seeds, with: { model: current, temperature: 0.7 } }
                                                                           ^
     hint: Known models: teacher, student, tune.

   recipe.yaml:24:17: error: "seeds" is the name of a data set already (line 12). [name-taken]
               - { id: seeds, use: refine/decontaminate, from: { rows: tyr, against: held-out } }
                       ^
     hint: Data sets, models, params and steps share one name space: rename one of them.

   recipe.yaml:25:47: error: There is no data set or step "safe". [unknown-name]
               - { id: tune, use: distill/sft, from: safe, with: { student: student, epochs: 1 } }
                                                     ^
     hint: Known names: seeds, held-out, rounds, score, more, current, try, check.

   recipe.yaml:33:50: error: "rounds" is a loop; name one of its steps. [unknown-output]
         - { id: more, use: refine/dedup-minhash, from: rounds }
                                                        ^
     hint: Write rounds.try or rounds.tune or rounds.check.

   8 problems.
   "
  `);
});

test('loops that wait for themselves, are too large, or stand in each other are refused', async () => {
  const outer = `  - id: more
    repeat:
      times: 50
      steps:
        - { id: a, use: elicit/label, from: late, matrix: { x: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] }, with: { model: teacher } }
        - { id: inner, repeat: { times: 2, steps: [{ id: b, use: refine/dedup-minhash, from: seeds }] } }
  - { id: late, use: refine/decontaminate, from: { rows: "more.a[x=1]", against: held-out } }`;
  expect(await problemsOf({ 'recipe.yaml': recipe(outer) })).toMatchInlineSnapshot(`
   "recipe.yaml:17:14: error: 50 rounds of 11 steps are 550 steps; a loop may have 500. [loop-size]
             times: 50
                    ^
     hint: Lower \`times\`.

   recipe.yaml:19:17: error: These steps wait for each other: more.a -> late -> more -> more.a. [cycle]
               - { id: a, use: elicit/label, from: late, matrix: { x: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] }, with: { model: teacher } }
                       ^
     hint: Take one of the names out of \`from\`, \`with\` or \`needs\`.

   recipe.yaml:20:24: error: A loop inside a loop is not built yet. [not-built-yet]
               - { id: inner, repeat: { times: 2, steps: [{ id: b, use: refine/dedup-minhash, from: seeds }] } }
                              ^
     hint: Write the steps of the inner loop out, or loop once over all.

   3 problems.
   "
  `);
});

test('a step of a loop is not seen from outside under its own name', async () => {
  const problems = await problemsOf({
    'recipe.yaml': recipe(
      rounds.replace('next: tune', 'next: check'),
      '  - { id: more, use: refine/dedup-minhash, from: try, needs: [check] }',
      '  - { id: ask, use: elicit/label, from: seeds, with: { model: tune } }',
    ),
  });
  expect(problems.match(/(error|hint):.*/g)).toEqual([
    'error: "current" would be a model in the first round and metrics in the next. [loop-carry]',
    'hint: Carry rows of one kind, or models.',
    'error: "current" is no model. [unknown-model]',
    'hint: Known models: teacher, student, tune.',
    'error: There is no data set or step "try". [unknown-name]',
    'hint: Did you mean "rounds.try"?',
    'error: There is no step "check". [unknown-step]',
    'hint: Did you mean "rounds.check"?',
    'error: There is no model "tune". [unknown-model]',
    'hint: Did you mean "rounds.tune"?',
  ]);
});
