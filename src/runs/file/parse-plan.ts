import type { ValidateFunction } from 'ajv/dist/2020.js';
import planSchema from '../../../schemas/plan.schema.json';
import type { Plan } from '../../../schemas/generated/plan.js';
import { LimbeckError } from '../../core/errors.js';

let validator: Promise<ValidateFunction> | undefined;

/** Ajv is loaded at the first plan only: listing runs must not pay for it. */
async function compile(): Promise<ValidateFunction> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  return new Ajv2020({ strict: false }).compile(planSchema);
}

/** The plan in the file's text. Throws `plan-corrupt`, saying where it is not a plan. */
export async function parsePlan(text: string, path: string): Promise<Plan> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw planCorrupt(path, 'it is not JSON', error);
  }
  validator ??= compile();
  const validate = await validator;
  if (!validate(value)) {
    const [first] = validate.errors ?? [];
    throw planCorrupt(path, `${first?.instancePath || 'the plan'} ${first?.message ?? 'is wrong'}`);
  }
  return value as Plan;
}

export function planCorrupt(path: string, why: string, cause?: unknown): LimbeckError {
  return new LimbeckError({
    code: 'plan-corrupt',
    message: `${path} does not hold a plan this Limbeck can run: ${why}.`,
    hint: 'Start a new run of the recipe; answers already paid for are reused.',
    cause,
  });
}
