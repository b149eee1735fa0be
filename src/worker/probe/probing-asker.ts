import { LimbeckError } from '../../core/errors.js';
import type { AskRequest, ModelReply } from '../../core/models/model-request.js';
import { responseKey } from '../../core/identity/response-key.js';
import type { ProbedCall } from '../../core/run/step-probe.js';
import type { Ledger, LedgerEntry } from '../../ledger/contract.js';
import type { AskAllCall, AskBase, AskCall, Asker, AskOutcome } from '../../models/asking/ask-call.js';
import { readReply } from '../../models/replies/read-reply.js';

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
  const tell = (call: AskBase, request: AskRequest, entry: LedgerEntry | undefined): void =>
    onCall(call.step, {
      model: call.model.name,
      messages: request.messages,
      ...(request.sampling?.max_tokens === undefined ? {} : { max_tokens: request.sampling.max_tokens }),
      ...(entry ? { usage: entry.answer.usage } : {}),
    });

  const fromLedger = async (call: AskBase, first: AskRequest, place: number): Promise<ModelReply> => {
    let request = first;
    for (let round = 0; ; round++) {
      const entry = await ledger.get(responseKey(call.model.identity, request));
      tell(call, request, entry);
      if (!entry) throw new LimbeckError({ code: NOT_ASKED, kind: 'row', message: 'The ledger has no answer yet.' });
      call.onAnswer?.(entry.key, request, place);
      const read = readReply(request, entry, round);
      if (read.state === 'good') return { ...read.reply, reused: true };
      if (read.state === 'bad') throw read.error;
      request = read.request;
    }
  };

  const bought = async (asker: Asker, call: AskCall): Promise<ModelReply> => {
    const used: { readonly key: string; readonly request: AskRequest }[] = [];
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
    askAll: (call: AskAllCall) =>
      Promise.all(
        call.requests.map((request, place) =>
          fromLedger(call, request, place).then(
            (reply): AskOutcome => ({ reply }),
            (error: unknown): AskOutcome => {
              if (error instanceof LimbeckError) return { error };
              throw error;
            },
          ),
        ),
      ),
  };
}
