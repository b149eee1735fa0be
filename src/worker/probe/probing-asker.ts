import { LimbeckError } from '../../core/errors.js';
import { requestMessages } from '../../core/models/request-messages.js';
import type { ModelRequest, ReplyTo } from '../../core/models/verb-request.js';
import { responseKey } from '../../core/identity/response-key.js';
import type { ProbedCall } from '../../core/run/step-probe.js';
import type { Ledger, LedgerEntry } from '../../ledger/contract.js';
import type { AskAllCall, AskBase, AskCall, Asker, AskOutcome } from '../../models/asking/ask-call.js';
import { readAnswer } from '../../models/replies/read-answer.js';

export interface ProbingAskerInput {
  readonly ledger: Pick<Ledger, 'get'>;
  /** Told of every request, answered or not. */
  readonly onCall: (step: string, call: ProbedCall) => void;
  /** Asks endpoints for what the ledger lacks; without it nothing is asked. */
  readonly buy?: Asker;
}

/** The code of a row whose answer the ledger lacks. */
export const NOT_ASKED = 'answer-missing';

/** Answers from the ledger alone, and tells what was asked. Where it has none, the row ends there. Local models are never asked. */
export function createProbingAsker({ ledger, onCall, buy }: ProbingAskerInput): Asker {
  const tell = (call: AskBase, request: ModelRequest, entry: LedgerEntry | undefined): void =>
    onCall(call.step, {
      model: call.model.name,
      messages: requestMessages(request),
      ...mostTokens(request),
      ...(entry ? { usage: entry.answer.usage } : {}),
    });

  const fromLedger = async <Request extends ModelRequest>(
    call: AskBase,
    first: Request,
    place: number,
  ): Promise<ReplyTo<Request>> => {
    let request = first;
    for (let round = 0; ; round++) {
      const entry = await ledger.get(responseKey(call.model.identity, request));
      tell(call, request, entry);
      if (!entry) throw new LimbeckError({ code: NOT_ASKED, kind: 'row', message: 'The ledger has no answer yet.' });
      call.onAnswer?.(entry.key, request, place);
      const read = readAnswer(request, entry, round);
      if (read.state === 'good') return { ...read.reply, reused: true } as unknown as ReplyTo<Request>;
      if (read.state === 'bad') throw read.error;
      request = read.request;
    }
  };

  const bought = async <Request extends ModelRequest>(
    asker: Asker,
    call: AskCall<Request>,
  ): Promise<ReplyTo<Request>> => {
    const used: { readonly key: string; readonly request: ModelRequest }[] = [];
    const onAnswer: NonNullable<AskCall['onAnswer']> = (key, request, place) => {
      used.push({ key, request });
      call.onAnswer?.(key, request, place);
    };
    try {
      return await asker.ask({ ...call, onAnswer });
    } finally {
      for (const { key, request } of used) tell(call, request, await ledger.get(key));
    }
  };

  return {
    ask: (call) => (buy ? bought(buy, call) : fromLedger(call, call.request, 0)),
    askAll: <Request extends ModelRequest>(call: AskAllCall<Request>) =>
      Promise.all(
        call.requests.map((request, place) =>
          fromLedger(call, request, place).then(
            (reply): AskOutcome<ReplyTo<Request>> => ({ reply }),
            (error: unknown): AskOutcome<ReplyTo<Request>> => {
              if (error instanceof LimbeckError) return { error };
              throw error;
            },
          ),
        ),
      ),
  };
}

/** What is scored, embedded or classified writes nothing. */
function mostTokens(request: ModelRequest): { readonly max_tokens?: number } {
  if (request.kind !== undefined && request.kind !== 'completion') return { max_tokens: 0 };
  const most = request.sampling?.max_tokens;
  return most === undefined ? {} : { max_tokens: most };
}
