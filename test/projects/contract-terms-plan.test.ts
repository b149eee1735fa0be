import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../../src/cli/compile.js';
import { renderPlan } from '../../src/plan/compile-recipe.js';
import { repoRoot } from '../support/source-tree.js';

const folder = join(repoRoot, 'recipes', 'contract-terms');
const golden = join(folder, 'plan.golden.json');

test('the recipe compiles without a warning, to its golden plan', async () => {
  const { plan, warnings } = await compile(join(folder, 'recipe.yaml'), {});
  // After a change that is meant: LIMBECK_WRITE_GOLDEN=1 npx jest test/projects/contract-terms-plan
  if (process.env['LIMBECK_WRITE_GOLDEN'] === '1') writeFileSync(golden, renderPlan(plan));
  expect(warnings).toEqual([]);
  expect(renderPlan(plan)).toBe(readFileSync(golden, 'utf8'));
});

test('the teacher is called rule-based by model id and label', async () => {
  const { plan } = await compile(join(folder, 'recipe.yaml'), {});
  expect(plan.models['teacher']).toMatchObject({ model: 'rule-based-contract-terms', label: 'rule-based' });
});

test('the real profile of limbeck.yaml is the default one with another teacher, once its marks are taken away', async () => {
  const text = readFileSync(join(folder, 'limbeck.yaml'), 'utf8');
  const real = text.slice(text.indexOf('  # real:')).replaceAll(/^ {2}# ?/gm, '  ');
  const { parse } = await import('yaml');
  const profile = (parse(real) as { real: { models: Record<string, { provider: string }> } }).real;
  expect(Object.keys(profile.models)).toEqual(['teacher', 'student']);
  expect(profile.models['teacher']).toMatchObject({ provider: 'openai', api_key: { env: 'TEACHER_KEY' } });
});
