import type { MethodContext } from '../../../src/core/method.js';
import type { AskRequest } from '../../../src/core/models/model-request.js';
import type { Row } from '../../../src/core/record-kinds.js';
import { rowMessages } from './row-prompt.js';
import { samplingOf, type SamplingParams } from './sampling-params.js';

export interface Measured {
  readonly row: Row;
  /** The model's own template; without one it gets the row's prompt as it is. */
  readonly template: string | undefined;
  /** Column with the right answer, which no template sees. */
  readonly hidden: string;
  readonly ctx: MethodContext<SamplingParams>;
}

/** What a model under measure is asked. A reply that is cut off is shown as it is, and counts as wrong. */
export function measuredRequest({ row, template, hidden, ctx }: Measured): AskRequest {
  const sampling = samplingOf(ctx.params);
  const asked = { sampling, accept_cut_off: true };
  if (template === undefined) return { ...asked, messages: rowMessages(row) };
  const { [hidden]: _answer, ...others } = row;
  const shown: Row = { ...others, id: row.id, parents: row.parents };
  return { ...asked, messages: [{ role: 'user', content: ctx.render(template, shown) }] };
}
