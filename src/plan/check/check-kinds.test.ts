import { compileTexts, head, outside } from '../../../test/recipes/compile-texts.js';
import { RecipeInvalid, type Problem } from '../../core/problems.js';
import { loadCatalog } from '../../project/catalog.js';

/** A student that learns from the gold rows, or from what a teacher said of them. */
async function problemsOf(from: 'gold' | 'scored', given: string): Promise<readonly Problem[]> {
  const recipe = `${head}${outside('gold').replace('{ needs: [chat] }', '{ needs: [weights] }')}steps:
  - { id: scored, use: elicit/top-logits, from: gold, with: { model: student } }
  - { id: tune, use: distill/logit-kd, from: ${from}, with: { student: student${given} } }
`;
  const catalog = await loadCatalog();
  try {
    await compileTexts({ 'recipe.yaml': recipe.replace(/^ {2}teacher: .*\n/m, '') }, {}, undefined, catalog);
    return [];
  } catch (error) {
    if (error instanceof RecipeInvalid) return error.problems;
    throw error;
  }
}

test('rows that bring what a teacher said need none, and texts with a teacher of weights are enough', async () => {
  expect(await problemsOf('scored', '')).toEqual([]);
  expect(await problemsOf('gold', ', teacher: student')).toEqual([]);
});

test('texts alone need a teacher', async () => {
  const [problem, ...more] = await problemsOf('gold', '');
  expect(more).toEqual([]);
  expect(problem).toMatchObject({ code: 'parameter-for-kind' });
  expect(problem!.message).toMatch(/^With rows of the kind sft, distill\/logit-kd needs `teacher`\. Texts alone /);
});

test('a teacher beside what one said before is one too many', async () => {
  const [problem, ...more] = await problemsOf('scored', ', teacher: student');
  expect(more).toEqual([]);
  expect(problem!.message).toMatch(/^With rows of the kind logits, distill\/logit-kd takes no `teacher`\. /);
});

test('of the most likely tokens alone there is one divergence, and its default needs no mention', async () => {
  expect(await problemsOf('scored', ', divergence: forward-kl')).toEqual([]);
  const [problem] = await problemsOf('scored', ', divergence: jsd');
  expect(problem!.message).toMatch(/^With rows of the kind logits, `divergence` can be forward-kl alone\. /);
  expect(await problemsOf('gold', ', teacher: student, divergence: jsd')).toEqual([]);
});
