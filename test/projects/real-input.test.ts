import { mkdtempSync, rmSync, cpSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { importData } from '../../activities/runtime/step/import-data.js';
import type { Plan } from '../../schemas/generated/plan.js';
import { loadCatalog } from '../../src/project/catalog.js';
import { compileRecipe } from '../../src/plan/compile-recipe.js';
import { renderTemplate } from '../../src/recipe/expressions/template.js';
import { readPlanData } from '../../src/worker/read-data.js';
import { createMemoryArtifacts, createMemoryRuns } from '../support/memory-stores.js';
import { sharedFile } from '../support/shared-data.js';
import { repoRoot } from '../support/source-tree.js';
import { testDeps } from '../support/workflow-world.js';

/** Published data, each through `data:` of a recipe of its own: compiled, then imported as a run would. */
const project = mkdtempSync(join(tmpdir(), 'limbeck-real-input-'));
afterAll(() => rmSync(project, { recursive: true }));
beforeAll(() => cpSync(join(repoRoot, 'test/projects/real-input'), project, { recursive: true }));

function copyData(...files: string[]): void {
  for (const file of files) {
    const to = join(project, 'data', file);
    mkdirSync(dirname(to), { recursive: true });
    cpSync(sharedFile(file), to);
  }
}

async function compiled(name: string): Promise<Plan> {
  const { plan } = await compileRecipe({ recipeFile: `${name}.yaml`, cwd: project, catalog: await loadCatalog() });
  return plan;
}

interface Imported {
  readonly rows: number;
  readonly columns: readonly string[];
  readonly first: Readonly<Record<string, unknown>>;
}

async function imported(plan: Plan, name: string): Promise<Imported> {
  const artifacts = createMemoryArtifacts();
  const runs = createMemoryRuns();
  await runs.create('run', plan, '');
  const deps = testDeps({ artifacts, runs, readData: (data, signal) => readPlanData(project, data, signal) });
  const never = new AbortController().signal;
  const { outputs } = await importData(
    deps,
    { run: 'run', name },
    { signal: never, stopping: never, report: () => {} },
  );
  const { source } = await artifacts.openDataSet(outputs['rows']!);
  const ids = new Set<string>();
  let first: Imported['first'] | undefined;
  for await (const row of source.read()) {
    first ??= row;
    ids.add(row.id);
  }
  return { rows: ids.size, columns: [...plan.data[name]!.columns].toSorted(), first: first! };
}

test.each<[string, string, string[], number, string[]]>([
  ['banking77', 'queries', ['banking77/train.csv', 'banking77/test.csv'], 3080, ['intent', 'prompt']],
  [
    'pubmedqa',
    'questions',
    ['pubmedqa/ori_pqal.json'],
    1000,
    [
      'LABELS',
      'LONG_ANSWER',
      'MESHES',
      'YEAR',
      'abstract',
      'first',
      'prompt',
      'reasoning_free_pred',
      'reasoning_required_pred',
      'reference',
      'source_id',
    ],
  ],
  [
    'tatqa',
    'questions',
    ['tatqa/tatqa_dataset_dev.json'],
    1668,
    [
      'answer_from',
      'answer_type',
      'derivation',
      'order',
      'paragraphs',
      'prompt',
      'reference',
      'rel_paragraphs',
      'req_comparison',
      'scale',
      'table',
      'uid',
    ],
  ],
  [
    'lawbench',
    'tasks',
    ['lawbench/1-1.json', 'lawbench/3-1.json', 'lawbench/3-4.json'],
    1500,
    ['instruction', 'prompt', 'reference'],
  ],
  [
    'humaneval',
    'problems',
    ['humaneval/HumanEval.jsonl.gz'],
    164,
    ['entry_point', 'prompt', 'reference', 'task_id', 'test'],
  ],
])('%s: %s is read as published', async (recipe, name, files, rows, columns) => {
  copyData(...files);
  const plan = await compiled(recipe);
  const result = await imported(plan, name);
  expect({ planned: plan.data[name]!.rows, rows: result.rows, columns: result.columns }).toEqual({
    planned: rows,
    rows,
    columns,
  });
  // Read to its end when compiling; a run with all of it is in banking77.test.ts.
  if (recipe === 'banking77') expect(plan.data['train']).toMatchObject({ rows: 10_003, columns: ['label', 'text'] });
});

test('what stands around a nested row reaches the prompt', async () => {
  copyData('tatqa/tatqa_dataset_dev.json');
  const plan = await compiled('tatqa');
  const { first } = await imported(plan, 'questions');
  const asked = renderTemplate(plan.steps[0]!.with['prompt'] as string, first);
  expect(asked).toContain('Fixed Price | $  1,452.4 | $  1,146.2 | $  1,036.9');
  expect(asked).toContain('Sales by Contract Type: Substantially all of our contracts');
  expect(asked.trim().endsWith('What is the company paid on a cost-plus type contract?')).toBe(true);
});
