import { compileTexts, head, outside } from '../../../test/recipes/compile-texts.js';
import { fakeCatalog } from '../../../test/recipes/fake-catalog.js';

const sft = fakeCatalog.distill.find(({ id }) => id === 'sft')!;
const catalog = {
  ...fakeCatalog,
  distill: [...fakeCatalog.distill, { ...sft, id: 'practise', engine: 'online' as const }],
};

async function warningsOf(...steps: readonly string[]): Promise<readonly string[]> {
  const recipe = `${head}${outside('gold')}steps:\n${steps.map((step) => `  - ${step}\n`).join('')}`;
  const { warnings } = await compileTexts({ 'recipe.yaml': recipe }, {}, undefined, catalog);
  return warnings.filter((warning) => warning.includes('drawn at random'));
}

test('a student drawn at random that is to practise is warned of: it cannot reply yet', async () => {
  expect(await warningsOf('{ id: more, use: distill/practise, from: gold, with: { student: student } }')).toEqual([
    'Step "more" begins from "student", whose weights are drawn at random: it cannot reply yet, so there is nothing to prefer or to reward. Tune it with distill/sft first and name that step as student.',
  ]);
});

test('one that was tuned before it practises is not, nor one that is being tuned', async () => {
  expect(
    await warningsOf(
      '{ id: tune, use: distill/sft, from: gold, with: { student: student } }',
      '{ id: more, use: distill/practise, from: gold, with: { student: tune } }',
    ),
  ).toEqual([]);
});
