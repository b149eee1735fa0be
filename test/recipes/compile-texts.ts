import { join } from 'node:path';
import { Readable } from 'node:stream';
import { RecipeInvalid } from '../../src/core/problems.js';
import { compileRecipe } from '../../src/plan/compile-recipe.js';
import type { CompiledRecipe } from '../../src/plan/contract.js';
import { nodeFiles } from '../../src/recipe/node-files.js';
import { renderProblems } from '../../src/recipe/problems/render-problem.js';
import { stepKey } from '../../src/core/identity/step-key.js';
import { fakeCatalog } from './fake-catalog.js';

const folder = join(__dirname, 'fixtures/base');

/** What every recipe begins with; a line each, so that places in errors are easy to read. */
export const head = `limbeck: 1
name: trial
version: 0.1.0
description: A trial.
license: Apache-2.0
skill: natural-language-understanding
role: capability-transfer
`;

const sources = {
  seeds: '{ file: seeds.jsonl, kind: prompt }',
  gold: '{ file: gold.jsonl, kind: sft }',
  'held-out': '{ file: held-out.jsonl, kind: sft, use: evaluation }',
};

/** The models and some data sets of the base project, for a recipe to run. */
export function outside(...data: readonly (keyof typeof sources)[]): string {
  return `models:
  teacher: { needs: [chat] }
  student: { needs: [weights] }
data:
${data.map((name) => `  ${name}: ${sources[name]}\n`).join('')}`;
}

/** Compiles recipe.yaml of these texts, over the base project. */
export function compileTexts(
  texts: Readonly<Record<string, string>>,
  set: Record<string, string> = {},
  acceptedBy?: string,
  catalog = fakeCatalog,
): Promise<CompiledRecipe> {
  const textOf = (path: string): string | undefined => texts[path.slice(folder.length + 1)];
  return compileRecipe({
    recipeFile: 'recipe.yaml',
    cwd: folder,
    set,
    acceptedBy,
    catalog,
    files: {
      ...nodeFiles,
      kind: async (path) => (textOf(path) === undefined ? nodeFiles.kind(path) : 'file'),
      async read(path) {
        const text = textOf(path);
        return text === undefined ? nodeFiles.read(path) : Buffer.from(text);
      },
      stream: (path) => {
        const text = textOf(path);
        return text === undefined ? nodeFiles.stream(path) : Readable.from([Buffer.from(text)]);
      },
      names: async (path) => [...(await nodeFiles.names(path)), ...(path === folder ? Object.keys(texts) : [])],
    },
  });
}

/** What a person reads about these texts. */
export async function problemsOf(texts: Readonly<Record<string, string>>): Promise<string> {
  try {
    await compileTexts(texts);
    return 'It compiled.';
  } catch (error) {
    if (error instanceof RecipeInvalid) return renderProblems(error.problems, { color: false });
    throw error;
  }
}

/** Keys of the steps as a run would have them when every step's output is called after its key. */
export function keysOf({ plan }: CompiledRecipe): Record<string, string> {
  const keys: Record<string, string> = {};
  for (const step of plan.steps) {
    const inputs = step.inputs.map(({ port, name, output = '' }) => [port, `${keys[name] ?? name}${output}`]);
    const models = step.models.flatMap(({ source, name, of = name }) =>
      source === 'step' ? [[name, keys[of] ?? of]] : [],
    );
    keys[step.id] = stepKey({
      identity: step.identity,
      inputs: Object.fromEntries(inputs),
      models: Object.fromEntries(models),
    });
  }
  return keys;
}
