import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleFolder } from './example-folder.js';

const folder = exampleFolder('contract-terms');

test('the real profile of limbeck.yaml is the default one with another teacher, once its marks are taken away', async () => {
  const text = readFileSync(join(folder, 'limbeck.yaml'), 'utf8');
  const real = text.slice(text.indexOf('  # real:')).replaceAll(/^ {2}# ?/gm, '  ');
  const { parse } = await import('yaml');
  const profile = (parse(real) as { real: { models: Record<string, { provider: string }> } }).real;
  expect(Object.keys(profile.models)).toEqual(['teacher', 'student']);
  expect(profile.models['teacher']).toMatchObject({ provider: 'openai', api_key: { env: 'TEACHER_KEY' } });
});
