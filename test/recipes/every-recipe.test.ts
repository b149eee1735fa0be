import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan, PlanData } from '../../schemas/generated/plan.js';
import type { RunEvent } from '../../schemas/generated/run-event.js';
import { unsealJson } from '../../src/files/sealed-json.js';
import { exampleRecipes } from '../../src/cli/example-recipes.js';
import { shippedRecipes } from '../../src/project-files/shipped-recipes.js';
import { compileRecipe } from '../../src/plan/compile-recipe.js';
import { loadCatalog } from '../../src/project/catalog.js';
import { PROGRAM } from '../../src/teachers/shipped-teachers.js';
import { openCassette } from '../../src/teachers/replay/open-cassette.js';
import { readPlanData } from '../../src/worker/read-data.js';
import { limbeck } from '../support/limbeck-cli.js';
import { startTemporalServer, type TemporalServer } from '../support/temporal-server.js';
import { planDigest } from './plan-digest.js';
import { smallProject } from './small-recipe.js';

const recipes = exampleRecipes();

async function compiled(folder: string): Promise<{ readonly plan: Plan; readonly warnings: readonly string[] }> {
  return compileRecipe({ recipeFile: 'recipe.yaml', cwd: folder, catalog: await loadCatalog() });
}

/** What a model is asked, in plain words: two rows that differ in signs alone are one. */
async function promptsOf(folder: string, data: PlanData): Promise<string[]> {
  const texts: string[] = [];
  for await (const row of readPlanData(folder, data, new AbortController().signal)) {
    const text = typeof row['prompt'] === 'string' ? row['prompt'] : JSON.stringify(row['messages'] ?? row);
    texts.push((text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' '));
  }
  return texts;
}

test('every recipe has its index entry, and no two have one name, whatever their groups', () => {
  expect(recipes.map(({ folder }) => folder)).toEqual(shippedRecipes().map(({ folder }) => folder));
  expect(new Set(recipes.map(({ name }) => name)).size).toBe(recipes.length);
});

describe.each(recipes)('$name', ({ name, folder, group, measured, ...entry }) => {
  test('compiles without a warning, to its golden digest', async () => {
    const { plan, warnings } = await compiled(folder);
    const golden = join(folder, 'plan.golden.txt');
    // After a change that is meant: LIMBECK_WRITE_GOLDEN=1 npx jest test/recipes/every-recipe
    if (process.env['LIMBECK_WRITE_GOLDEN'] === '1') writeFileSync(golden, planDigest(plan));
    expect(warnings).toEqual([]);
    expect(planDigest(plan)).toBe(readFileSync(golden, 'utf8'));
  });

  test('is called after its folder, under a licence, with licensed data and a result that was measured', async () => {
    const { plan } = await compiled(folder);
    expect(plan.recipe).toMatchObject({ name, license: expect.any(String) });
    expect(Object.values(plan.data).filter(({ license }) => license === undefined)).toEqual([]);
    expect(measured).toEqual({ date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), result: expect.stringMatching(/\d/) });
    expect(entry.methods).toEqual([...new Set(plan.steps.map(({ use }) => use))].toSorted());
  });

  test('has no prompt twice, and none that it is measured on among those it is taught by', async () => {
    const { plan } = await compiled(folder);
    const sets = Object.values(plan.data);
    expect(sets.some(({ evaluation }) => evaluation)).toBe(true);
    const prompts = await Promise.all(sets.map((data) => promptsOf(folder, data)));
    const all = prompts.flat();
    expect(all.filter((text, at) => all.indexOf(text) !== at)).toEqual([]);
  });

  test('says in its README what happens, what it gave, who its teacher is and where it ends', () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    const sections = readme.split(/^## /m);
    expect(sections[0]).toMatch(new RegExp(`^# ${name}\\n\\n\\w`));
    for (const heading of ['What happens', 'What it gave', 'The teacher here', 'Limits']) {
      const section = sections.find((text) => text.startsWith(heading)) ?? '';
      expect([heading, section.length > 100]).toEqual([heading, true]);
    }
  });

  test('knows nothing of its group, and its teacher nothing of Limbeck', async () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (path) => /\.(ya?ml|md|json|liquid|cjs)$/.test(path) && !path.includes('.limbeck'),
    );
    const naming = files.filter((path) => readFileSync(join(folder, path), 'utf8').includes(`recipes/${group}`));
    expect(naming).toEqual([]);
    const programs = files.filter((path) => path.endsWith('.cjs'));
    const required = programs.flatMap((path) =>
      [...readFileSync(join(folder, path), 'utf8').matchAll(/\brequire\('([^']+)'\)/g)].map(([, what]) => what!),
    );
    expect(required.filter((what) => !/^(\.\/[\w-]+\.cjs|node:[\w/]+)$/.test(what))).toEqual([]);
  });

  test('has a teacher that answers offline, called what it is', async () => {
    const { plan } = await compiled(folder);
    const answers = join(folder, 'teacher', 'answers.jsonl.gz');
    if (existsSync(answers)) expect((await openCassette(answers)).length).toBeGreaterThan(0);
    else expect(existsSync(join(folder, PROGRAM))).toBe(true);
    const labels = Object.values(plan.models).map(({ model, label }) => [model?.startsWith('rule-based-'), label]);
    expect(labels.filter(([rules, label]) => rules === true && label !== 'rule-based')).toEqual([]);
  });
});

describe('a small run, offline, of', () => {
  let server: TemporalServer;
  beforeAll(async () => {
    server = await startTemporalServer();
  });
  afterAll(() => server.stop());

  test.each(recipes)('$name', async ({ name, folder }) => {
    const copy = await smallProject(folder);
    try {
      const env = { TEMPORAL_ADDRESS: server.address };
      const args = ['run', 'recipe.yaml', '--worker', '--yes', '--name', `small-${name}`];
      const { code, stderr } = await limbeck(args, { cwd: copy, env });
      expect([code, stderr]).toEqual([0, expect.not.stringContaining('error[')]);
      const events = readFileSync(join(copy, '.limbeck', 'runs', `small-${name}`, 'events.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => unsealJson(line, { required: true }) as RunEvent);
      const finished = events.filter((event) => event.type === 'step-finished');
      expect(finished.filter(({ counts }) => counts.out === 0).map(({ step }) => step)).toEqual([]);
      // So many calls take seconds: a clock would measure how busy the machine is.
      const calls = finished.reduce((sum, { spend }) => sum + spend.calls, 0);
      expect(calls).toBeGreaterThan(10);
      expect(calls).toBeLessThan(200);
    } finally {
      rmSync(copy, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});
