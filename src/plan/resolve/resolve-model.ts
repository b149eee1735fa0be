import type { PlanModelRef } from '../../../schemas/generated/plan.js';
import type { Access } from '../../core/method.js';
import { suggest } from '../../recipe/problems/problem-list.js';
import type { Path } from '../../recipe/yaml-source.js';
import { complain, type Compiling } from '../compiling.js';
import type { PlacedStep } from '../expand/expanded-step.js';
import { insideHint, whichCombination, whichOf } from './resolve-inputs.js';
import { lookUp, namesOf, visibleTargets, type Named, type Scope } from '../expand/scope.js';
import { traitsOf } from '../../core/models/provider-traits.js';

/** What a model that a distill step leaves behind offers. */
const madeAccess: readonly Access[] = ['weights', 'chat'];

/** The model a parameter names: one of the recipe's, or the one a distill step makes. */
export function resolveModel(input: {
  readonly compiling: Compiling;
  readonly step: PlacedStep;
  /** Who asks: stage/method, or a recipe. */
  readonly asker: string;
  readonly needs: Readonly<Record<string, readonly Access[]>>;
  readonly role: string;
  readonly name: string;
  readonly at: Path;
}): PlanModelRef | undefined {
  const { compiling, step, asker, needs, role, name, at } = input;
  const where = compiling.draft.source.place(at);
  const looked = lookUp(step.scope, name);
  if ('said' in looked || ('unknown' in looked && compiling.draft.spelt.has(looked.unknown))) return undefined;
  const problem =
    'wrong' in looked
      ? looked.wrong
      : 'group' in looked
        ? whichOf(name, looked.group, looked.members)
        : 'found' in looked && looked.found.length > 1
          ? whichCombination(name, looked.found)
          : undefined;
  if (problem) {
    complain(compiling, where, problem);
    return undefined;
  }
  // Where all of them could not be read there is no telling.
  if ('unknown' in looked && compiling.draft.known.has('["models"]')) return undefined;
  const only = 'found' in looked ? looked.found[0] : undefined;
  if (!only || !isModel(compiling, only)) {
    complain(compiling, where, {
      code: 'unknown-model',
      message: only ? `"${name}" is no model.` : `There is no model "${name}".`,
      hint: insideHint(step.scope, name) ?? suggest(name, knownModels(compiling, step.scope, step.id), 'models'),
    });
    return undefined;
  }
  const { target, label } = only;
  const model = target.use === 'step' ? undefined : compiling.models.get(target.name);
  const access = target.use === 'step' ? madeAccess : model?.access;
  const lacking = (needs[role] ?? []).filter((need) => access && !access.includes(need));
  const beyond = model && (needs[role] ?? []).filter((need) => !traitsOf(model).offers.includes(need));
  if (lacking.length === 0 && model && beyond && beyond.length > 0) {
    complain(compiling, where, {
      code: 'model-lacks-access',
      message: `${asker} needs ${beyond.join(', ')} of "${name}", which the provider ${model.provider} cannot be asked for, whatever \`access\` says.`,
      hint: 'Bind a model of another provider in limbeck.yaml.',
    });
    return undefined;
  }
  if (lacking.length > 0) {
    complain(compiling, where, {
      code: 'model-lacks-access',
      message: `${asker} needs ${lacking.join(', ')} of "${name}", which offers ${access!.join(', ')}.`,
      hint: asker.startsWith('distill/')
        ? `${role === 'student' ? 'A student' : 'It'} must be a local model: provider: transformers.`
        : 'Bind a model in limbeck.yaml that offers it.',
    });
    return undefined;
  }
  const meant = target.use === 'step' ? target.id : target.name;
  return {
    role,
    source: target.use === 'step' ? 'step' : 'model',
    name: label,
    ...(meant === label ? {} : { of: meant }),
  };
}

function isModel({ steps }: Compiling, { target, output }: Named): boolean {
  if (target.use === 'data' || target.use === 'param') return false;
  if (output !== undefined) return false;
  const maker = target.use === 'step' ? steps.get(target.like) : undefined;
  return !maker || maker.traits.produces === 'model';
}

/** Models of the recipe, and steps that leave one behind. */
function knownModels({ steps, uses }: Compiling, scope: Scope, self: string | undefined): string[] {
  const makes = (id: string): boolean =>
    steps.get(id)?.traits.produces === 'model' || uses.get(id)?.startsWith('distill/') === true;
  const made = [...visibleTargets(scope)].flatMap(([name, target]) =>
    target.use === 'step' && makes(target.like) && name !== self ? [name] : [],
  );
  return [...namesOf(scope, 'model'), ...made];
}
