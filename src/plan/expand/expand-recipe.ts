import type { StepDraft } from '../../recipe/parse-recipe.js';
import { checkStepForm, isRecipePath } from '../check/check-step-form.js';
import { complain, within, type Compiling } from '../compiling.js';
import { expandLoop } from './expand-loop.js';
import { combinationsOf, putMatrixValues } from './expand-matrix.js';
import type { PlacedStep } from './expanded-step.js';
import type { Expansion, Writing } from './expansion.js';
import { gatherNames, holdsName } from './names.js';
import { spellAxes, type Axes, type Scope, type Target } from './scope.js';
import { useRecipe } from './use-recipe.js';

/**
 * Writes the recipe out as a flat list of steps: recipes that it uses inlined, matrices multiplied, loops unrolled. What
 * is left for later has only methods in it, each step with the names it sees.
 */
export async function expandRecipe(compiling: Compiling, recipeFile: string): Promise<Expansion> {
  const { draft: file, problems } = compiling;
  const expansion: Expansion = { steps: [], loops: [], used: [], tooMany: false, checks: [] };
  const scope: Scope = { names: new Map() };
  for (const name of file.params.names) scope.names.set(name, { use: 'param', name });
  for (const name of Object.keys(file.models)) scope.names.set(name, { use: 'model', name });
  for (const name of Object.keys(file.data)) scope.names.set(name, { use: 'data', name });
  for (const name of Object.keys(file.inputs)) scope.names.set(name, { use: 'broken' });
  await writeSteps(file.steps, {
    compiling,
    expansion,
    file,
    path: recipeFile,
    problems,
    scope,
    names: gatherNames(file, problems),
    prefix: '',
    dataPrefix: '',
    around: [],
    defaults: {},
    chain: [recipeFile],
    writeSteps,
  });
  return expansion;
}

async function writeSteps(steps: readonly StepDraft[], writing: Writing): Promise<void> {
  const { scope, names } = writing;
  for (const step of steps) {
    checkStepForm(within(writing.compiling, writing), step);
    if (step.id !== undefined && holdsName(names, step)) scope.names.set(step.id, await writeStep(step, writing));
  }
}

async function writeStep(step: StepDraft, writing: Writing): Promise<Target> {
  if (step.matrix === undefined) return writeOne(step, writing, {});
  const all = combinationsOf(within(writing.compiling, writing), step);
  if (all.length === 0) return { use: 'broken' };
  const combinations = [];
  for (const axes of all) combinations.push({ axes, target: await writeOne(step, writing, axes) });
  return { use: 'matrix', combinations };
}

/** Parts that use parts, with matrices on them, multiply beyond anything one could mean. */
const maxSteps = 2000;

/** A step in one combination of its matrix. */
async function writeOne(step: StepDraft, writing: Writing, own: Axes): Promise<Target> {
  const { expansion, scope, prefix, around, loop } = writing;
  if (expansion.steps.length + expansion.used.length >= maxSteps) return refuseMore(step, writing);
  const axes = { ...scope.axes, ...own };
  const { step: put, file } = putMatrixValues(within(writing.compiling, writing), step, axes);
  const placed: PlacedStep = {
    ...writing.defaults,
    ...put,
    file,
    scope: { ...scope, axes },
    problems: writing.problems,
  };
  const id = `${prefix}${step.id!}${spellAxes(own)}`;
  if (step.repeat) return expandLoop(placed, writing, id);
  if (step.use !== undefined && isRecipePath(step.use)) return useRecipe(placed, writing, id);
  const place = loop && { id: loop.id, round: loop.round, maybe: loop.maybe, step: id.slice(loop.prefix.length) };
  expansion.steps.push({ ...placed, planId: id, around, ...(place ? { loop: place } : {}) });
  return { use: 'step', id, like: id, waits: id };
}

function refuseMore(step: StepDraft, { compiling, expansion, file, problems }: Writing): Target {
  if (!expansion.tooMany)
    complain(within(compiling, { file, problems }), file.source.place(step.path), {
      code: 'recipe-size',
      message: `Written out, the recipe has more than ${maxSteps} steps.`,
      hint: 'Take values out of matrices, or rounds out of loops.',
    });
  expansion.tooMany = true;
  return { use: 'broken' };
}
