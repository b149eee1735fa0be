import { LimbeckError } from '../../../src/core/errors.js';
import { isRecordKind, type Row } from '../../../src/core/record-kinds.js';
import { shapeFault } from '../../../src/records/record-shape.js';
import type { ActivityDeps } from '../deps.js';
import type { OpenStep } from '../step/open-step.js';
import { getMethod } from '../step/pinned-plan.js';
import type { Method } from '../../../src/core/method.js';

/**
 * Holds rows against the shape of the kind that the method says it makes: the first row of a chunk, a round or an output,
 * and every row in a preview. A method that passes rows on answers for none: they were checked where they were made.
 */
export type ShapeCheck = (row: Row) => void;

export function shapeCheck(deps: Pick<ActivityDeps, 'catalog' | 'checksEveryRow'>, { step }: OpenStep): ShapeCheck {
  const { produces } = getMethod(deps.catalog, step, step.shape as Method['shape']);
  if (typeof produces !== 'string' || !isRecordKind(produces) || step.shape === 'measure') return () => undefined;
  let done = false;
  return (row) => {
    if (done) return;
    done = deps.checksEveryRow !== true;
    const fault = shapeFault(produces, row);
    if (fault === undefined) return;
    throw new LimbeckError({
      code: 'record-misshapen',
      message: `${step.use} made a row in step "${step.id}" that is no ${produces} record: ${fault} (row ${row.id}).`,
      hint: `\`limbeck explain ${produces}\` says what one has. This is a defect of the method, or of a column that it took along from its input.`,
    });
  };
}
