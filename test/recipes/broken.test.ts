import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileRecipe } from '../../src/plan/compile-recipe.js';
import { RecipeInvalid } from '../../src/core/problems.js';
import type { Files } from '../../src/recipe/files.js';
import { nodeFiles } from '../../src/recipe/node-files.js';
import { renderProblems } from '../../src/recipe/render-problem.js';
import { fakeCatalog } from './fake-catalog.js';

/**
 * Broken recipes and projects, each with what a person reads about it in expected.txt. A case holds what differs from
 * `base`; set LIMBECK_WRITE_EXPECTED=1 to write the texts anew, then read every one of them.
 */
const base = join(__dirname, 'fixtures/base');
const broken = join(__dirname, 'fixtures/broken');
const cases = readdirSync(broken).toSorted();

interface Options {
  readonly recipe?: string;
  readonly profile?: string;
  readonly set?: Record<string, string>;
}

/** The case's files over those of the base. */
function overlay(folder: string): Files {
  const below = (path: string): string => base + path.slice(folder.length);
  const inside = (path: string): boolean => path.startsWith(folder);
  const there = (path: string): string =>
    !existsSync(path) && inside(path) && existsSync(below(path)) ? below(path) : path;
  return {
    kind: (path) => nodeFiles.kind(there(path)),
    read: (path) => nodeFiles.read(there(path)),
    stream: (path) => nodeFiles.stream(there(path)),
    open: (path) => nodeFiles.open(there(path)),
    list: (path) => nodeFiles.list(there(path)),
    async names(path) {
      const both = [path, ...(inside(path) ? [below(path)] : [])].filter((each) => existsSync(each));
      const names = await Promise.all(both.map((each) => nodeFiles.names(each)));
      return [...new Set(names.flat())].toSorted();
    },
  };
}

async function problemsOf(name: string): Promise<string> {
  const folder = join(broken, name);
  const settings = join(folder, 'options.json');
  const options = (existsSync(settings) ? JSON.parse(readFileSync(settings, 'utf8')) : {}) as Options;
  try {
    await compileRecipe({
      recipeFile: options.recipe ?? 'recipe.yaml',
      profile: options.profile,
      set: options.set,
      cwd: folder,
      catalog: fakeCatalog,
      files: overlay(folder),
    });
  } catch (error) {
    if (error instanceof RecipeInvalid) return renderProblems(error.problems, { color: false });
    throw error;
  }
  return 'It compiled.\n';
}

test('there are cases', () => expect(cases.length).toBeGreaterThanOrEqual(40));

test.each(cases)('%s', async (name) => {
  const expected = join(broken, name, 'expected.txt');
  const text = await problemsOf(name);
  if (process.env['LIMBECK_WRITE_EXPECTED'] === '1') writeFileSync(expected, text);
  expect(text).toBe(readFileSync(expected, 'utf8'));
  expect(text).not.toContain('It compiled.');
});
