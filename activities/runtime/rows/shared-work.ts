import { isLimbeckError } from '../../../src/core/errors.js';
import type { Row } from '../../../src/core/record-kinds.js';
import type { StepAsking } from '../asking/step-asking.js';
import type { ActivityDeps } from '../deps.js';
import type { OpenStep } from '../step/open-step.js';
import { getMethod } from '../step/pinned-plan.js';
import type { Work } from './open-work.js';

/** What a method made once for all rows of a chunk. */
export interface SharedWork {
  /** Throws where it could not be made: every row that needs it fails by that. */
  value(): unknown;
  readonly calls: readonly Row[];
}

export interface SharedInput {
  readonly deps: ActivityDeps;
  readonly open: OpenStep;
  readonly work: Work;
  /** The model under measure. */
  readonly measured: string | undefined;
}

const nothing: SharedWork = { value: () => undefined, calls: [] };

/** Asked as one task before the rows' own, since those wait for one another. */
export async function makeShared({ deps, open, work, measured }: SharedInput, asking: StepAsking): Promise<SharedWork> {
  const method = measured === undefined ? undefined : getMethod(deps.catalog, open.step, 'measure');
  if (!method?.shared) return nothing;
  const task = asking.begin(1)[0]!;
  try {
    const made = await method.shared(work.context(task, `shared/${measured}`));
    return { value: () => made, calls: task.calls.rows() };
  } catch (error) {
    if (!isLimbeckError(error) || error.kind !== 'row') throw error;
    const value = (): never => {
      throw error;
    };
    return { value, calls: task.calls.rows() };
  } finally {
    task.end();
  }
}
