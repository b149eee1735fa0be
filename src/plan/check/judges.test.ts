import { compileTexts, head, outside } from '../../../test/recipes/compile-texts.js';
import { loadCatalog } from '../../project/catalog.js';

const recipe = (compare: string, train = ''): string =>
  `${head}${outside(...(train === '' ? [] : ['seeds' as const]), 'held-out').replace('models:\n', 'models:\n  judge: { needs: [chat] }\n')}steps:
${train}  - { id: duel, use: evaluate/judge-compare, from: held-out, with: { ${compare} } }
`;

const project = (judge: string): string => `limbeck: 1
profiles:
  default:
    models:
      teacher: { provider: openai, base_url: 'http://127.0.0.1:8000/v1', model: Clerk-7B-Instruct, access: [chat], terms: { training_on_output: allowed } }
      judge: { provider: openai, base_url: 'http://127.0.0.1:8001/v1', model: ${judge}, access: [chat], terms: { training_on_output: allowed } }
      student: { provider: transformers, path: student, tokenizer: { vocab_size: 300, train_on: [gold.jsonl] } }
`;

const warningsOf = async (compare: string, judge = 'referee-70b', train = ''): Promise<readonly string[]> => {
  const texts = { 'recipe.yaml': recipe(compare, train), 'limbeck.yaml': project(judge) };
  const { warnings } = await compileTexts(texts, {}, undefined, await loadCatalog());
  return warnings.filter((warning) => warning.includes('self-preference'));
};

const taught = `  - { id: read, use: elicit/label, from: seeds, with: { model: judge } }
  - { id: clean, use: refine/decontaminate, from: { rows: read, against: held-out } }
  - { id: tune, use: distill/sft, from: clean, with: { student: student } }
`;

test('a judge of another family than all it judges is not warned of', async () => {
  expect(await warningsOf('models: [student], baseline: teacher, judge: judge')).toEqual([]);
});

test.each([
  ['that is measured', 'models: [student, judge], baseline: teacher, judge: judge', 'itself', undefined, ''],
  ['that is the baseline', 'models: [student, teacher], baseline: judge, judge: judge', 'itself', undefined, ''],
  ['that taught', 'models: [tune], baseline: teacher, judge: judge', 'what it wrote or taught', undefined, taught],
  [
    'of the family of what it judges',
    'models: [student], baseline: teacher, judge: judge',
    'models of its own family, clerk, to which "teacher" belongs',
    'org/clerk-70b',
    '',
  ],
])('a judge %s is warned of', async (_, compare, why, judge, train) => {
  const [warning, ...others] = await warningsOf(compare, judge, train);
  expect(warning).toMatch(`In step "duel" "judge" judges ${why}: judges favour their own (self-preference).`);
  expect(others).toEqual([]);
});

test('parts are the models under measure; baseline and judge help in each, and are no part of the key by name', async () => {
  const compile = async (judge: string) => {
    const text = recipe(`models: [student, teacher], baseline: ${judge}, judge: ${judge}`).replace(
      'judge: {',
      `${judge}: {`,
    );
    const texts = { 'recipe.yaml': text, 'limbeck.yaml': project('referee').replace('  judge: {', `  ${judge}: {`) };
    return (await compileTexts(texts, {}, undefined, await loadCatalog())).plan.steps[0]!;
  };
  const [one, other] = [await compile('judge'), await compile('referee')];
  expect(one.parts.map(({ name, queue }) => [name, queue])).toEqual([
    ['student', 'gpu-default'],
    ['teacher', 'teacher-teacher'],
  ]);
  expect(one.measures).toMatchObject({ subjects: 'models', record: { gold: 'baseline_answer' } });
  expect(one.identity).toEqual(other.identity);
  expect(one.identity['with']).not.toHaveProperty('judge');
  // 20 rows at most: two models, one baseline, and two calls of the judge for each model; the student costs none.
  const rows = one.estimate.rows.high / 2;
  expect(one.estimate.calls.high).toBe(rows * (2 + 1 + 4) - rows);
});
