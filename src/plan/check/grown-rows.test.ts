import { compileTexts, head, outside } from '../../../test/recipes/compile-texts.js';

const recipe = (steps: string): string => `${head}${outside('seeds', 'held-out')}steps:
${steps}  - { id: tune, use: distill/sft, from: rows, with: { student: student } }
  - { id: score, use: evaluate/exact-match, from: held-out, with: { models: [tune], field: completion } }
`;
const unchecked = expect.stringContaining('Step "tune" trains on rows that were not checked against the held-out set');

test('rows that were grown from checked ones are not checked: they are new', async () => {
  const { warnings } = await compileTexts({
    'recipe.yaml': recipe(`  - { id: clean, use: refine/decontaminate, from: { rows: seeds, against: held-out } }
  - { id: grown, use: elicit/self-instruct, from: clean, with: { model: teacher, target: 10 } }
  - { id: rows, use: elicit/label, from: grown, with: { model: teacher } }
`),
  });
  expect(warnings).toContainEqual(unchecked);
});

test('rows that were checked after they were grown are', async () => {
  const { warnings } = await compileTexts({
    'recipe.yaml':
      recipe(`  - { id: grown, use: elicit/self-instruct, from: seeds, with: { model: teacher, target: 10 } }
  - { id: clean, use: refine/decontaminate, from: { rows: grown, against: held-out } }
  - { id: rows, use: elicit/label, from: clean, with: { model: teacher } }
`),
  });
  expect(warnings).not.toContainEqual(unchecked);
});
