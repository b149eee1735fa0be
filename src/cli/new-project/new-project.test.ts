import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileRecipe } from '../../plan/compile-recipe.js';
import { loadCatalog } from '../../project/catalog.js';
import { ANSWER_FORMS, type Answers } from './answers.js';
import { placeProject } from './place-project.js';
import { writeProjectFiles } from './project-files.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'limbeck-new-'));
  writeFileSync(join(folder, 'texts.csv'), 'text,label\nHow much is it?,price\n"When, then?",time\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const base: Answers = {
  name: 'mine',
  description: 'Say "what" it is: quickly.',
  vertical: 'general',
  answer: 'short',
  start: 'seeds',
  teacherUrl: 'http://127.0.0.1:1/v1',
  teacherModel: 'big:1b',
};

const cases = (Object.keys(ANSWER_FORMS) as Answers['answer'][]).flatMap((answer) =>
  (['seeds', 'rows'] as const).flatMap((start) =>
    (['general', 'law'] as const).map((vertical) => ({ answer, start, vertical })),
  ),
);

test.each(cases)('what is written for %j compiles, and is warned of what only its author knows', async (some) => {
  const rows = some.start === 'rows' ? { file: join(folder, 'texts.csv'), column: 'text' } : {};
  const target = join(folder, 'mine');
  placeProject(target, 'mine', (made) => writeProjectFiles(made, { ...base, ...some, ...rows, keyEnv: 'TEACHER_KEY' }));
  const { plan, warnings } = await compileRecipe({
    recipeFile: join(target, 'recipe.yaml'),
    catalog: await loadCatalog(),
  });
  const source = some.start === 'rows' ? 'rows' : 'seeds';
  expect(warnings).toEqual([
    expect.stringContaining('"teacher" has no price in limbeck.yaml'),
    expect.stringContaining('whether the terms of "teacher" allow training'),
    expect.stringContaining(`Step "score" measures on "${source}", which is not held out`),
  ]);
  expect(plan.models['teacher']).toMatchObject({ model: 'big:1b', api_key: { env: 'TEACHER_KEY' } });
  expect(plan.steps.map(({ id }) => id)).toEqual([
    ...(some.start === 'seeds' ? ['write'] : []),
    'answer',
    'keep',
    'parts',
    'clean',
    'tune',
    'score',
  ]);
});

test('the recipe names a schema for editors that lies in the project', () => {
  const target = join(folder, 'mine');
  placeProject(target, 'mine', (made) => writeProjectFiles(made, base));
  const [, path] = /\$schema=(\S+)/.exec(readFileSync(join(target, 'recipe.yaml'), 'utf8')) ?? [];
  expect(JSON.parse(readFileSync(join(target, path!), 'utf8'))).toMatchObject({ title: 'Recipe' });
});

test('a folder that holds something is left as it is', () => {
  expect(() => placeProject(folder, 'it', (made) => writeProjectFiles(made, base))).toThrow(
    'it is not an empty folder: it holds texts.csv.',
  );
  expect(readdirSync(folder)).toEqual(['texts.csv']);
});
