import type { PlanModel, PlanModelRef } from '../../../schemas/generated/plan.js';
import { meantModel } from '../../core/models/meant-model.js';
import { PROJECT_FILE } from '../../core/project-file.js';
import { complain, stepPath, type Compiling } from '../compiling.js';
import type { ExpandedStep } from '../expand/expanded-step.js';
import type { StepTraits } from '../traits.js';
import { traitsOf } from '../../core/models/provider-traits.js';
import { ACCESS_OF_KIND } from '../../core/models/verb-access.js';

/**
 * `mode: batch`: for steps whose requests are all known beforehand, and endpoints that have a batch service. How a step
 * asks is no part of what it is: neither step keys nor response keys know of it.
 */
export function checkBatchMode(
  compiling: Compiling,
  draft: ExpandedStep,
  traits: StepTraits,
  models: readonly PlanModelRef[],
): void {
  if (draft.mode !== 'batch') return;
  const { shape } = traits;
  const where = compiling.draft.source.place(stepPath(draft, 'mode'));
  if (shape !== 'map' && shape !== 'measure') {
    complain(compiling, where, { code: 'batch-place', ...misplaced(draft.use ?? 'this step', traits) });
    return;
  }
  const bound = models.flatMap((ref) => (ref.source === 'model' ? (compiling.models.get(meantModel(ref)) ?? []) : []));
  // A model that could not be bound was complained of already.
  if (bound.length < models.filter(({ source }) => source === 'model').length) return;
  checkBatchVerbs(compiling, draft, traits);
  const endpoints = bound.filter((model) => traitsOf(model).batchable);
  if (endpoints.length === 0) {
    complain(compiling, where, {
      code: 'batch-place',
      message: `${draft.use} asks no endpoint here, so there is nothing to send as a batch.`,
      hint: 'Leave `mode` out: local models are asked in batches anyway.',
    });
    return;
  }
  const without = endpoints.find(({ batch }) => batch !== true);
  if (without === undefined) return;
  complain(compiling, where, {
    code: 'batch-not-offered',
    message: `The model bound to "${without.name}" does not say that it has a batch service.`,
    hint: `If it has OpenAI's (POST /files, POST /batches), say \`batch: true\` of the model in ${PROJECT_FILE}; else leave \`mode\` out.`,
  });
}

/** Vendors' batches hold chats alone here. */
function checkBatchVerbs(compiling: Compiling, draft: ExpandedStep, { needs }: StepTraits): void {
  const verbs = Object.values(ACCESS_OF_KIND).filter((access) => access !== 'chat');
  const other = verbs.find((access) => Object.values(needs).some((wanted) => wanted.includes(access)));
  if (other === undefined) return;
  complain(compiling, compiling.draft.source.place(stepPath(draft, 'mode')), {
    code: 'batch-place',
    message: `${draft.use} asks for ${other}, and a batch holds chats only.`,
    hint: 'Leave `mode` out.',
  });
}

/** The model with what its answers cost in batches. */
export function atBatchPrice(model: PlanModel): PlanModel {
  const { price } = model;
  if (!price) return model;
  const share = 1 - (price.batch_discount ?? 0);
  return {
    ...model,
    price: {
      ...price,
      input_usd_per_million: price.input_usd_per_million * share,
      output_usd_per_million: price.output_usd_per_million * share,
    },
  };
}

function misplaced(use: string, { shape, needs }: StepTraits): { readonly message: string; readonly hint: string } {
  if (shape === 'grow')
    return {
      message: `${use} grows in rounds, each asked with what the one before gave; in batches every round could take a day.`,
      hint: 'Leave `mode` out here, and put it on the steps that ask row by row, such as elicit/label.',
    };
  if (shape === 'reduce' && Object.keys(needs).length > 0)
    return {
      message: `${use} works on a whole data set at once, and a batch is asked for rows.`,
      hint: 'Leave `mode` out here.',
    };
  return {
    message: `${use} asks no model, so there is nothing to send as a batch.`,
    hint: 'Put `mode: batch` on steps that ask a model row by row, such as elicit/label.',
  };
}
