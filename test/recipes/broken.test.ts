import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { compileRecipe } from '../../src/plan/compile-recipe.js';
import { RecipeInvalid } from '../../src/core/problems.js';
import type { Files } from '../../src/recipe/files.js';
import { nodeFiles } from '../../src/recipe/node-files.js';
import { renderProblems } from '../../src/recipe/problems/render-problem.js';
import { fakeCatalog } from './fake-catalog.js';
import { groupOf, problemGroups } from './problem-groups.js';

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
  /** Files of the base that the case does not have. */
  readonly without?: readonly string[];
}

/** The case's files over those of the base. */
function overlay(folder: string, without: readonly string[]): Files {
  const below = (path: string): string => base + path.slice(folder.length);
  const inside = (path: string): boolean => path.startsWith(folder);
  const there = (path: string): string =>
    !existsSync(path) && inside(path) && existsSync(below(path)) ? below(path) : path;
  return {
    kind: async (path) => (without.includes(basename(path)) ? undefined : nodeFiles.kind(there(path))),
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
      files: overlay(folder, options.without ?? []),
    });
  } catch (error) {
    if (error instanceof RecipeInvalid) return renderProblems(error.problems, { color: false });
    throw error;
  }
  return 'It compiled.\n';
}

/** What was said of each case. */
const texts = new Map<string, string>();

test.each(cases)('%s', async (name) => {
  const expected = join(broken, name, 'expected.txt');
  const text = await problemsOf(name);
  if (process.env['LIMBECK_WRITE_EXPECTED'] === '1') writeFileSync(expected, text);
  expect(text).toBe(readFileSync(expected, 'utf8'));
  texts.set(name, text);
  expect(text).not.toContain('It compiled.');
});

const codesIn = (text: string): string[] =>
  [...text.matchAll(/: error: .*\[([a-z0-9-]+)\]$/gm)].map(([, code]) => code!);

test('every problem has a hint, and none speaks the language of schemas', () => {
  for (const [name, text] of texts) {
    expect([name, text.match(/^ {2}hint: \S/gm)?.length]).toEqual([name, codesIn(text).length]);
    expect([name, /anyOf|oneOf|allOf|must match|must NOT|undefined|\[object|NaN/.exec(text)?.[0]]).toEqual([
      name,
      undefined,
    ]);
  }
});

test('each field of the language has its cases', () => {
  const about = [...texts.values()].map((text) => new Set(codesIn(text).map((code) => groupOf(code) ?? code)));
  const counts = problemGroups.map((group) => ({ group, cases: about.filter((found) => found.has(group)).length }));
  expect(cases.length).toBeGreaterThanOrEqual(120);
  expect(counts.filter(({ cases: count }) => count < 5)).toEqual([]);
  expect(
    about.flatMap((found) => [...found]).filter((group) => !problemGroups.some((known) => known === group)),
  ).toEqual([]);
});

test('every code of a recipe and its data has a case, but for those that stand for the whole or come later', () => {
  const documented = sectionCodes('Recipe and project', 'Data');
  const later = ['recipe-invalid', 'hub-missing', 'hub-refused', 'hub-corrupt', 'data-changed', 'unknown-data'];
  // No objective of the small catalog has rules by kind: src/plan/check/check-kinds.test.ts has it, with the real ones.
  later.push('parameter-for-kind');
  const seen = new Set([...texts.values()].flatMap((text) => codesIn(text)));
  expect(documented.filter((code) => !seen.has(code)).toSorted()).toEqual(later.toSorted());
});

/** Codes that docs/errors.md has under these headings. */
function sectionCodes(...headings: readonly string[]): string[] {
  const sections = readFileSync(join(__dirname, '../../docs/errors.md'), 'utf8').split(/^## /m);
  return headings.flatMap((heading) => {
    const section = sections.find((each) => each.startsWith(`${heading}\n`)) ?? '';
    return [...section.matchAll(/^\| `([a-z0-9-]+)`/gm)].map(([, code]) => code!);
  });
}
