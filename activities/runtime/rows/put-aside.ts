import { LimbeckError } from '../../../src/core/errors.js';
import type { PutAside, Reject } from '../../../src/core/method.js';
import type { Row, RowDraft } from '../../../src/core/record-kinds.js';

/** A draft or row that a method put aside, as it is kept: its columns, and why. */
export interface AsideDraft extends RowDraft {
  readonly rejected_because: string;
  readonly rejected_detail?: string;
}

/** What a method makes of one row. */
export interface RowYield {
  readonly drafts: readonly RowDraft[];
  /** One for each time the method put something of the row aside, in order. */
  readonly aside: readonly (AsideDraft & Row)[];
  /** Thrown in the midst; what came before it stands. */
  readonly error?: unknown;
}

/** What is kept of something put aside. `input` is the row at work, in methods that work row by row. */
export function asideDraft(reason: string, { row, detail }: PutAside = {}, input?: Row): AsideDraft {
  const draft = row ?? input;
  if (draft === undefined)
    throw new LimbeckError({
      code: 'method-failed',
      message: `A method put something aside as "${reason}" without saying what.`,
      hint: 'This is a defect of the method: over a whole data set, reject takes { row }.',
    });
  return { ...draft, rejected_because: reason, ...(detail === undefined ? {} : { rejected_detail: detail }) };
}

/** Run a method on one row and gather all of what it yields and puts aside. */
export async function workOnRow(row: Row, work: (reject: Reject) => AsyncIterable<RowDraft>): Promise<RowYield> {
  const drafts: RowDraft[] = [];
  const aside: (AsideDraft & Row)[] = [];
  try {
    const reject: Reject = (reason, given) => {
      const draft = asideDraft(reason, given, row);
      aside.push({ ...draft, id: draft.id ?? row.id, parents: draft.parents ?? row.parents });
    };
    for await (const draft of work(reject)) drafts.push(draft);
    return { drafts, aside };
  } catch (error) {
    return { drafts, aside, error };
  }
}

/** A row of which nothing was yielded and something was put aside. */
export function isRejected({ drafts, aside, error }: RowYield): boolean {
  return error === undefined && drafts.length === 0 && aside.length > 0;
}
