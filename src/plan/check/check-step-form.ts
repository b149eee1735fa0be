import type { StepDraft } from '../../recipe/parse-recipe.js';
import { complain, stepPath, type Compiling } from '../compiling.js';

type StepKey = Exclude<keyof StepDraft, 'path'>;

const notOnLoops: readonly StepKey[] = ['use', 'from', 'with', 'gate', 'budget', 'review', 'mode'];
const notOnRecipes: readonly StepKey[] = ['gate', 'budget', 'review', 'mode'];
const notOnMethods: readonly StepKey[] = [];

const instead: Partial<Record<StepKey, string>> = {
  use: 'A step has either `use` or `repeat`: give what it does as a step of its own, inside or outside the loop.',
  from: 'Its steps name what they read themselves.',
  with: 'Its steps have parameters of their own.',
  gate: 'Put it on an evaluate step.',
  budget: "Put one on the steps that cost money, or on the recipe that is run; a recipe's budget holds for all of it.",
  review: 'Put it on the step whose rows a person shall see.',
  mode: 'Put it on the steps that ask an endpoint row by row.',
};

/** What the schema cannot say of a step: that it has a method, a recipe or a loop, and only the keys that go with it. */
export function checkStepForm(compiling: Compiling, step: StepDraft): void {
  const { source, known } = compiling.draft;
  const said = (key: string): boolean => known.has(JSON.stringify(stepPath(step, key)));
  if (step.use === undefined && step.repeat === undefined) {
    const index = step.path.at(-1) as number;
    if (said('use') || said('repeat') || known.has(JSON.stringify(step.path))) return;
    complain(compiling, source.place(step.path), {
      code: 'key-missing',
      message: `Item ${index + 1} of "steps" lacks "use".`,
      hint: 'The method, as stage/method; or `repeat` for a loop. `limbeck list methods` shows the methods.',
    });
    return;
  }
  const what = step.repeat ? 'A loop' : 'A step that uses a recipe';
  const wrong = step.repeat ? notOnLoops : isRecipePath(step.use!) ? notOnRecipes : notOnMethods;
  for (const key of wrong) {
    if (step[key] === undefined) continue;
    complain(compiling, source.keyPlace(stepPath(step, key)), {
      code: 'step-form',
      message: `${what} has no \`${key}\`.`,
      hint: instead[key],
    });
  }
}

/** True where `use` names a recipe file, not a method. */
export function isRecipePath(use: string): boolean {
  return /^[./]/.test(use) || (/\.ya?ml$/.test(use) && !use.startsWith('@'));
}
