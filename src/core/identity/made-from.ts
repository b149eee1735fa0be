import type { ReplyFacts } from '../models/model-request.js';
import type { RowDraft } from '../record-kinds.js';

/**
 * Which replies a draft was made from, kept beside the draft and never in it. Methods say it whose rows are not one input
 * row's own (growing, reducing), or that make several rows of several replies; elsewhere the engine knows which row was
 * being worked on.
 */
const keysOf = new WeakMap<RowDraft, readonly string[]>();

export function madeFrom<Draft extends RowDraft>(
  draft: Draft,
  ...replies: readonly Pick<ReplyFacts, 'response_key'>[]
): Draft {
  keysOf.set(
    draft,
    replies.map(({ response_key }) => response_key),
  );
  return draft;
}

/** Response keys of those replies. */
export function responseKeysOf(draft: RowDraft): readonly string[] {
  return keysOf.get(draft) ?? [];
}
