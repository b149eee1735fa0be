import type { PlanModel, PlanModelRef } from '../../../schemas/generated/plan.js';
import { meantModel } from '../../core/models/meant-model.js';
import { warn, type Compiling, type ResolvedStep } from '../compiling.js';
import { spokenId } from '../expand/expanded-step.js';

/**
 * A judge favours what it wrote itself, what learnt from it, and its kin (Panickssery et al., "LLM Evaluators Recognize and
 * Favor Their Own Generations", arXiv 2404.13076). It may be all there is, so this is said and not refused.
 */
export function checkJudges(compiling: Compiling): void {
  for (const step of compiling.steps.values()) {
    const judges = step.models.filter(({ role }) => step.traits.judges.includes(role));
    for (const judge of new Set(judges.map(meantModel))) {
      const why = kinshipOf(compiling, step, judge);
      if (why === undefined) continue;
      warn(
        compiling,
        `In step "${spokenId(step.draft)}" "${judge}" judges ${why}: judges favour their own (self-preference). Bind a model of another family as judge, or read the result with that in mind.`,
      );
    }
  }
}

function kinshipOf(compiling: Compiling, step: ResolvedStep, judge: string): string | undefined {
  const subjects = step.models.filter(({ role }) => role === step.traits.measures?.subjects).map(meantModel);
  if (subjects.includes(judge)) return 'itself';
  const teachers = new Set([
    ...step.inputs.flatMap(({ flow }) => [...(flow?.teachers ?? [])]),
    ...trainings(compiling).flatMap(teachersOf),
  ]);
  if (teachers.has(judge)) return 'what it wrote or taught';
  const family = familyOf(compiling.models.get(judge));
  if (family === undefined) return undefined;
  const students = trainings(compiling).flatMap(({ models }) => models.filter(isStudent).map(meantModel));
  const kin = [...subjects, ...students, ...teachers].find((name) => familyOf(compiling.models.get(name)) === family);
  return kin === undefined ? undefined : `models of its own family, ${family}, to which "${kin}" belongs`;
}

function trainings({ steps }: Compiling): ResolvedStep[] {
  return [...steps.values()].filter(({ traits }) => traits.produces === 'model');
}

function isStudent({ role }: PlanModelRef): boolean {
  return role === 'student';
}

/** Who answered for its rows, and who teaches in it. */
function teachersOf({ inputs, models }: ResolvedStep): readonly string[] {
  return [
    ...inputs.flatMap(({ flow }) => [...(flow?.teachers ?? [])]),
    ...models.filter((ref) => !isStudent(ref)).map(meantModel),
  ];
}

/** Words that models of any family are called by. */
const anyone = new Set(['model', 'teacher', 'student', 'judge', 'tiny', 'small', 'base', 'the', 'my', 'local', 'test']);

/** The word that a model's name begins with: "qwen" of Qwen/Qwen3-8B, "gpt" of gpt-4o. */
function familyOf(model: PlanModel | undefined): string | undefined {
  const id = model?.model ?? model?.path;
  const word = id
    ?.split('/')
    .findLast((part) => part !== '')
    ?.toLowerCase()
    .match(/^[a-z]+/)?.[0];
  return word === undefined || word.length < 3 || anyone.has(word) ? undefined : word;
}
