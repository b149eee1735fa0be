import type { AskRequest } from '../../../src/core/models/model-request.js';
import type { CompleteRequest, ModelRequest } from '../../../src/core/models/verb-request.js';
import type { AskCall } from '../../../src/models/asking/ask-call.js';
import { createCallLog, type CallLog } from './call-log.js';

/**
 * The tries of one task: each has a call log of its own, and passes over one more reply that cannot be used. What an
 * earlier try was answered the next one is answered from the ledger; it is counted once.
 */
export interface TaskTries {
  /** Of the present try. */
  readonly calls: CallLog;
  asked(request: ModelRequest): ModelRequest;
  call(call: AskCall<ModelRequest>): AskCall<ModelRequest>;
  again(): void;
}

/** `retried`: whether there may be more than one. */
export function createTries(retried: boolean): TaskTries {
  let calls = createCallLog();
  let retry = 0;
  let answers = 0;
  let counted = 0;
  const asked = (request: ModelRequest): ModelRequest =>
    retry === 0 || !mayDiffer(request) ? request : { ...request, retry };
  return {
    get calls() {
      return calls;
    },
    asked,
    call: (call) =>
      retried
        ? {
            ...call,
            request: asked(call.request),
            onSpend(spend) {
              answers++;
              if (spend.calls === 0 && counted > 0) counted--;
              else call.onSpend?.(spend);
            },
          }
        : call,
    again() {
      calls = createCallLog();
      retry++;
      counted = answers;
      answers = 0;
    },
  };
}

/** Asked anew a text may be another; a score or a vector is what it is. */
function mayDiffer(request: ModelRequest): request is AskRequest | CompleteRequest {
  return request.kind === undefined || request.kind === 'completion';
}
