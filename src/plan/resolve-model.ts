import type { PlanModelRef } from '../../schemas/generated/plan.js';
import type { StepDraft } from '../recipe/parse-recipe.js';
import { suggest } from '../recipe/problem-list.js';
import type { Path } from '../recipe/yaml-source.js';
import { complain, type Compiling } from './compiling.js';
import { namesOf } from './names.js';
import type { StepTraits } from './traits.js';

/** What a model that a distill step leaves behind offers. */
const madeAccess = ['weights', 'chat'];

/** The model a parameter names: one of the recipe's, or the one a distill step makes. */
export function resolveModel(input: {
  readonly compiling: Compiling;
  readonly step: StepDraft;
  readonly traits: StepTraits;
  readonly role: string;
  readonly name: string;
  readonly at: Path;
}): PlanModelRef | undefined {
  const { compiling, step, traits, role, name, at } = input;
  const where = compiling.draft.source.place(at);
  const known = compiling.names.get(name);
  const maker = compiling.steps.get(name);
  const madeByStep = known?.use === 'step';
  if (!known && compiling.draft.spelt.has(name)) return undefined;
  if (!known || known.use === 'data' || known.use === 'param' || (maker && maker.traits.produces !== 'model')) {
    const models = namesOf(compiling.names, 'model');
    const makers = compiling.draft.steps
      .filter(({ use, id }) => use?.startsWith('distill/') && id !== step.id)
      .map(({ id }) => id);
    complain(compiling, where, {
      code: 'unknown-model',
      message: known ? `"${name}" is no model.` : `There is no model "${name}".`,
      hint: suggest(name, [...models, ...makers.filter((id) => id !== undefined)], 'models'),
    });
    return undefined;
  }
  const access = madeByStep ? madeAccess : compiling.models.get(name)?.access;
  const lacking = (traits.needs[role] ?? []).filter((need) => access && !access.includes(need));
  if (lacking.length > 0) {
    complain(compiling, where, {
      code: 'model-lacks-access',
      message: `${traits.stage}/${traits.id} needs ${lacking.join(', ')} of "${name}", which offers ${access!.join(', ')}.`,
      hint:
        traits.stage === 'distill'
          ? 'A student must be a local model: provider: transformers.'
          : 'Bind a model in limbeck.yaml that offers it.',
    });
    return undefined;
  }
  return { role, source: madeByStep ? 'step' : 'model', name };
}
