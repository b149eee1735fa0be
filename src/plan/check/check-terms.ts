import type { Plan } from '../../../schemas/generated/plan.js';
import type { SourcePlace } from '../../core/errors.js';
import { forbidsCommercialUse, forbidsDerivatives } from '../../core/models/licence-limits.js';
import { isLocalProvider } from '../../core/models/local-provider.js';
import { meantModel } from '../../core/models/meant-model.js';
import { complain, warn, within, type Compiling, type ResolvedStep } from '../compiling.js';
import { spokenId } from '../expand/expanded-step.js';

export type AcceptedTerms = NonNullable<Plan['accepted_terms']>;

interface Forbidden {
  readonly accepted: AcceptedTerms[number];
  readonly code: string;
  /** What the terms forbid, without the step. */
  readonly says: string;
  readonly hint: string;
  readonly where: SourcePlace;
  readonly step: ResolvedStep;
}

/**
 * Terms of the models, and licences of the rows, that a student learns from. What forbids it is a problem, unless someone
 * accepts it by name; then it is a warning, and stands in the plan.
 */
export function checkTerms(compiling: Compiling, acceptedBy: string | undefined): AcceptedTerms {
  const accepted = new Map<string, AcceptedTerms[number]>();
  const by = acceptedBy ?? '';
  for (const { says, code, hint, where, step, accepted: term } of [
    ...forbiddenByModels(compiling, by),
    ...forbiddenByLicences(compiling, by),
  ]) {
    const does = `step "${spokenId(step.draft)}"`;
    if (acceptedBy === undefined) {
      const message = `${says}, and ${does} would do that.`;
      complain(within(compiling, step.draft), where, { code, message, hint });
      continue;
    }
    accepted.set(`${term.of} ${term.name}`, term);
    warn(compiling, `${says}; ${does} does that all the same, accepted by ${acceptedBy}.`);
  }
  return [...accepted.values()];
}

function trainings({ steps }: Compiling): ResolvedStep[] {
  return [...steps.values()].filter(({ traits }) => traits.shape === 'train');
}

function forbiddenByModels(compiling: Compiling, by: string): Forbidden[] {
  const found: Forbidden[] = [];
  const seen = new Set<string>();
  for (const step of trainings(compiling)) {
    const live = step.models.filter(({ role }) => role !== 'student').map(meantModel);
    for (const name of [...step.inputs.flatMap(({ flow }) => [...(flow?.teachers ?? [])]), ...live]) {
      const model = compiling.models.get(name);
      if (!model || seen.has(name)) continue;
      seen.add(name);
      const { training_on_output: said, url } = model.terms ?? {};
      if (said === 'allowed' || (said === undefined && isLocalProvider(model.provider))) continue;
      if (said !== 'forbidden') {
        const unsure = said === undefined ? 'does not say' : 'says it is unknown';
        warn(
          compiling,
          `The project file ${unsure} whether the terms of "${name}" allow training on its answers, which step "${spokenId(step.draft)}" does.`,
        );
        continue;
      }
      found.push({
        accepted: { of: 'model', name, by, ...(url === undefined ? {} : { url }) },
        code: 'terms-forbid',
        says: `The terms of "${name}" forbid training on its answers`,
        hint: `Bind another model, or let who may decide it take it upon them: --accept-terms NAME.${url === undefined ? '' : ` The terms: ${url}`}`,
        where: compiling.draft.source.keyPlace(['models', name]),
        step,
      });
    }
  }
  return found;
}

function forbiddenByLicences(compiling: Compiling, by: string): Forbidden[] {
  const found: Forbidden[] = [];
  const seen = new Set<string>();
  for (const step of trainings(compiling)) {
    for (const name of step.inputs.flatMap(({ flow }) => [...(flow?.origins ?? [])])) {
      const license = compiling.data.get(name)?.plan.license;
      if (license === undefined || seen.has(name)) continue;
      seen.add(name);
      const says = `The licence of "${name}", ${license}, allows no`;
      if (forbidsDerivatives(license)) {
        found.push({
          accepted: { of: 'data', name, by },
          code: 'licence-forbids',
          says: `${says} derivatives, such as a model trained on its rows`,
          hint: 'Train on other rows, hold these out (use: evaluation), or let who may decide it take it upon them: --accept-terms NAME.',
          where: step.draft.file.source.place(step.draft.path),
          step,
        });
      } else if (forbidsCommercialUse(license)) {
        warn(compiling, `${says} commercial use; what step "${spokenId(step.draft)}" makes inherits that.`);
      }
    }
  }
  return found;
}
