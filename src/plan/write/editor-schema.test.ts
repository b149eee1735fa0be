import { Ajv2020 } from 'ajv/dist/2020.js';
import schema from '../../../schemas/generated/recipe.schema.json';

const validate = new Ajv2020({ strict: false, allErrors: true }).compile(schema);
const head = {
  limbeck: 1,
  name: 'trial',
  version: '0.1.0',
  description: 'A trial.',
  license: 'Apache-2.0',
  skill: 'code',
  role: 'compression',
};

/** Paths and keywords of what an editor underlines. */
function underlined(...steps: readonly object[]): string[] {
  validate({ ...head, steps });
  return (validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
}

test('used recipes, matrices, loops and reviews are right to an editor', () => {
  expect(
    underlined(
      { id: 'clean', use: './parts/clean.yaml', from: { rows: 'a' }, with: { whatever: 3 } },
      {
        id: 'read',
        use: 'elicit/label',
        from: 'a',
        matrix: { t: [0, 0.7] },
        review: { rows: 20 },
        with: { model: 'teacher', temperature: '${{ matrix.t }}' },
      },
      {
        id: 'rounds',
        repeat: {
          times: '${{ params.rounds }}',
          carry: { current: { start: 'student', next: 'tune' } },
          steps: [{ id: 'tune', use: 'distill/sft', from: 'read', with: { student: 'current', epochs: 1 } }],
        },
      },
    ),
  ).toEqual([]);
});

test("a method's parameters are checked inside a loop as outside", () => {
  const slip = { id: 'tune', use: 'distill/sft', from: 'read', with: { student: 'current', epoch: 1 } };
  const outside = underlined(slip).map((each) => each.replace('/steps/0', ''));
  const inside = underlined({ id: 'rounds', repeat: { times: 2, steps: [slip] } });
  expect(outside).toContain('/with additionalProperties');
  expect(inside).toContain('/steps/0/repeat/steps/0/with additionalProperties');
});

test('a step that does nothing, and a recipe that is no file, are underlined', () => {
  expect(underlined({ id: 'idle' })).toContain('/steps/0 required');
  expect(underlined({ id: 'clean', use: 'clean' })).toContain('/steps/0/use anyOf');
});
