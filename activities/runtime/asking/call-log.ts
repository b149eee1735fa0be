import type { AskRequest } from '../../../src/core/models/model-request.js';
import { requestMessages } from '../../../src/core/models/request-messages.js';
import type { ModelRequest } from '../../../src/core/models/verb-request.js';
import type { Row } from '../../../src/core/record-kinds.js';

/**
 * What one task asked, in the order it asked: one row per answer used, its id the response key, with what was said to the
 * model and the rows it is about. Kept beside a step's rows, never in them: prompts are no part of a result's identity.
 */
export interface CallLog {
  /** A request begins; tell every answer it is given, those that were asked again too. */
  open(role: string, model: string): NoteAnswer;
  /** The row was made from the replies with these keys. */
  credit(keys: readonly string[], row: string): void;
  /** `about` names the rows of calls that were credited with none. */
  rows(about?: readonly string[]): Row[];
}

export type NoteAnswer = (key: string, request: ModelRequest) => void;

interface Asked {
  readonly role: string;
  readonly model: string;
  readonly answers: { readonly key: string; readonly request: ModelRequest }[];
  readonly made: string[];
}

export function createCallLog(): CallLog {
  const all: Asked[] = [];
  return {
    open(role, model) {
      const asked: Asked = { role, model, answers: [], made: [] };
      all.push(asked);
      return (key, request) => void asked.answers.push({ key, request });
    },
    credit(keys, row) {
      for (const key of keys) all.find(({ answers }) => answers.at(-1)?.key === key)?.made.push(row);
    },
    rows: (about = []) =>
      all.flatMap(({ role, model, answers, made }) =>
        answers.map(({ key, request }, round): Row => {
          const { sampling, sample_index, retry } = drawOf(request);
          // Keys stand in canonical order: a row for every call is written, and so is spelt fastest.
          return {
            ...(round > 0 ? { asked_again: true } : {}),
            id: key,
            ...(request.kind === undefined ? {} : { kind: request.kind }),
            messages: requestMessages(request).map(({ content, role: speaker }) => ({ content, role: speaker })),
            model,
            parents: [],
            ...(retry ? { retry } : {}),
            role,
            rows: made.length > 0 ? made : about,
            ...(sample_index === undefined ? {} : { sample_index }),
            ...(sampling ? { sampling } : {}),
          };
        }),
      ),
  };
}

/** How a text was drawn; what is scored, embedded or classified is not. */
function drawOf(request: ModelRequest): Pick<AskRequest, 'sampling' | 'sample_index' | 'retry'> {
  return request.kind === undefined || request.kind === 'completion' ? request : {};
}
