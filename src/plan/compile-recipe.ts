import { dirname, relative, resolve } from 'node:path';
import type { Plan } from '../../schemas/generated/plan.js';
import { sha256Hex } from '../core/digest.js';
import { RecipeInvalid } from '../core/problems.js';
import { nearestName } from '../recipe/problems/nearest-name.js';
import type { Files } from '../recipe/files.js';
import { readProject, shownPath } from '../recipe/load-project.js';
import { nodeFiles } from '../recipe/node-files.js';
import { parseRecipe } from '../recipe/parse-recipe.js';
import { ProblemList } from '../recipe/problems/problem-list.js';
import { decodeUtf8 } from '../recipe/source-text.js';
import { bindModels } from './read/bind-models.js';
import type { AcceptedTerms } from './check/check-terms.js';
import { checkUse } from './check/check-use.js';
import type { Compiling } from './compiling.js';
import type { CompiledRecipe, CompileRecipeInput } from './contract.js';
import { expandRecipe } from './expand/expand-recipe.js';
import type { Expansion } from './expand/expansion.js';
import { checkPolicies } from './check/policies.js';
import { readDataSets } from './read/read-data-sets.js';
import { readUsedRecipes } from './read/read-used-recipes.js';
import { resolveSteps, type ResolvedOrder } from './resolve/resolve-steps.js';
import { planStep } from './write/step-plan.js';

/**
 * Recipe file to plan. Reads the recipe, its project file and every file they name; calls no model and writes nothing.
 * Throws RecipeInvalid with all problems, each with its place.
 */
export async function compileRecipe(input: CompileRecipeInput): Promise<CompiledRecipe> {
  const { catalog, set = {}, cwd = process.cwd(), files = nodeFiles } = input;
  const recipeFile = resolve(cwd, input.recipeFile);
  const shown = shownPath(recipeFile, cwd);
  const problems = new ProblemList(shown);
  const recipeText = await readRecipeText({ recipeFile, shown, files, problems });
  const draft =
    recipeText === undefined ? undefined : await parseRecipe({ file: shown, text: recipeText, set, problems });
  if (recipeText === undefined || !draft) throw new RecipeInvalid(problems.sorted());
  const project = await readProject({ from: recipeFile, profile: input.profile, cwd, files, problems });
  const compiling: Compiling = {
    draft,
    catalog,
    problems,
    warnings: [],
    files,
    fetchHubFile: input.fetchHubFile,
    cwd,
    projectFolder: project?.project.folder ?? dirname(recipeFile),
    project: project?.project,
    data: new Map(),
    models: new Map(),
    uses: new Map(),
    steps: new Map(),
  };
  refuseInputs(compiling);
  const expansion = await expandRecipe(compiling, recipeFile);
  for (const { planId, use } of expansion.steps) if (use !== undefined) compiling.uses.set(planId, use);
  await Promise.all([readDataSets(compiling), bindModels(compiling, project)]);
  await readUsedRecipes(compiling, expansion.used, project);
  const order = await resolveSteps(compiling, expansion);
  for (const check of expansion.checks) check();
  checkUse(compiling, expansion.used);
  const accepted = checkPolicies(compiling, expansion, input.acceptedBy);
  if (problems.any || !project) throw new RecipeInvalid(problems.sorted());
  return {
    plan: planOf({ compiling, expansion, order, accepted, recipeFile, recipeText }),
    recipeText,
    projectFolder: compiling.projectFolder,
    recipeFile,
    warnings: compiling.warnings,
  };
}

async function readRecipeText(input: {
  readonly recipeFile: string;
  readonly shown: string;
  readonly files: Files;
  readonly problems: ProblemList;
}): Promise<string | undefined> {
  const { recipeFile, shown, files, problems } = input;
  const where = { file: shown };
  const kind = await files.kind(recipeFile);
  if (kind === 'folder') {
    const inside = (await files.names(recipeFile)).find((name) => name === 'recipe.yaml');
    problems.add({
      code: 'file-is-folder',
      message: 'This is a folder.',
      hint: inside ? `Did you mean ${shown}/recipe.yaml?` : 'Name the recipe file.',
      where,
    });
    return undefined;
  }
  if (kind === undefined) {
    const beside = (await files.kind(dirname(recipeFile))) === 'folder' ? await files.names(dirname(recipeFile)) : [];
    const near = nearestName(recipeFile.split(/[\\/]/).at(-1)!, beside);
    problems.add({
      code: 'file-not-found',
      message: 'There is no such file.',
      hint: near
        ? `Did you mean "${near}"?`
        : 'Name the recipe file as seen from here; `limbeck init` writes one to begin with.',
      where,
    });
    return undefined;
  }
  const text = decodeUtf8(await files.read(recipeFile));
  if (text === undefined)
    problems.add({ code: 'not-utf8', message: 'The file is not UTF-8 text.', hint: 'Save it as UTF-8.', where });
  return text;
}

/** A recipe with inputs waits for what another recipe gives it. */
function refuseInputs({ draft, problems }: Compiling): void {
  const names = Object.keys(draft.inputs);
  if (names.length === 0) return;
  problems.add({
    code: 'recipe-has-inputs',
    message: `This recipe has inputs (${names.join(', ')}) and cannot be run by itself.`,
    hint: 'Use it as a step of another recipe, use: ./file.yaml, and run or validate that one.',
    where: draft.source.keyPlace(['inputs']),
  });
}

function planOf(input: {
  readonly compiling: Compiling;
  readonly expansion: Expansion;
  readonly order: ResolvedOrder;
  readonly accepted: AcceptedTerms;
  readonly recipeFile: string;
  readonly recipeText: string;
}): Plan {
  const { compiling, expansion, order, accepted, recipeFile, recipeText } = input;
  const { draft, project, projectFolder, models, data, steps, warnings } = compiling;
  const { recipe } = draft;
  const files = [draft, ...expansion.used.map(({ file }) => file)];
  const modelNames = new Set(files.flatMap((file) => Object.keys(file.models)));
  // Data sets are read side by side; the plan has them in the order of the files.
  const dataNames = [
    ...Object.keys(draft.data),
    ...expansion.used.flatMap(({ file, prefix }) => Object.keys(file.data).map((name) => `${prefix}${name}`)),
  ];
  return {
    plan_version: 1,
    recipe: {
      name: recipe.name!,
      version: recipe.version!,
      description: recipe.description!,
      license: recipe.license!,
      skill: recipe.skill!,
      vertical: recipe.vertical ?? 'general',
      role: recipe.role!,
      file: relative(projectFolder, recipeFile).replaceAll('\\', '/'),
      digest: sha256Hex(recipeText),
      ...filesOf(expansion),
    },
    profile: project!.profile,
    seed: recipe.seed ?? 0,
    params: { ...draft.params.values },
    models: Object.fromEntries([...modelNames].map((name) => [name, models.get(name)!])),
    data: Object.fromEntries([...new Set(dataNames)].map((name) => [name, data.get(name)!.plan])),
    budget: recipe.budget ?? {},
    steps: order.steps.map((id) => planStep(compiling, steps.get(id)!)),
    ...(order.loops.length > 0 ? { loops: [...order.loops] } : {}),
    warnings: [...warnings],
    ...(accepted.length > 0 ? { accepted_terms: accepted } : {}),
  };
}

function filesOf({ used }: Expansion): Pick<Plan['recipe'], 'files'> {
  const digests = new Map(used.map(({ path, digest }) => [path, digest]));
  return digests.size === 0 ? {} : { files: [...digests].map(([path, digest]) => ({ path, digest })) };
}

/** A plan as text for people and for comparing: one spelling, two spaces. The order of keys counts; do not sort them. */
export function renderPlan(plan: Plan): string {
  return `${JSON.stringify(plan, null, 2)}\n`;
}
