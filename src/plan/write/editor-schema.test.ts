import { Ajv2020 } from 'ajv/dist/2020.js';
import recipeSchema from '../../../schemas/recipe.schema.json';
import { loadCatalog } from '../../project/catalog.js';
import { editorSchema } from './editor-schema.js';

let validate: ReturnType<Ajv2020['compile']>;
beforeAll(async () => {
  const schema = editorSchema(recipeSchema, await loadCatalog());
  validate = new Ajv2020({ strict: false, allErrors: true }).compile(schema);
});

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

test("what several methods take is written once, and keeps each one's words", async () => {
  const schema = JSON.stringify(editorSchema(recipeSchema, await loadCatalog()));
  expect(schema.match(/"minimum":0,"maximum":2\}/g)).toHaveLength(1);
  expect(schema).toContain(
    '"default":0,"$ref":"#/$defs/ParamTemperature"},"top_p":{"description":"Sample from the most likely tokens',
  );
});

test("a value that breaks a shared parameter's bounds is underlined", () => {
  const hot = (temperature: unknown): object => ({
    id: 'read',
    use: 'elicit/label',
    from: 'a',
    with: { model: 'teacher', temperature },
  });
  expect(underlined(hot(3))).toContain('/steps/0/with/temperature maximum');
  expect(underlined(hot('hot'))).toContain('/steps/0/with/temperature pattern');
  expect(underlined(hot('${{ params.t }}'))).toEqual([]);
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
