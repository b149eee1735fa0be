import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../../src/project/compile.js';
import { repoRoot } from '../support/source-tree.js';

const folder = join(repoRoot, 'recipes', 'examples', 'contract-terms');

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
