import { responseKey } from '../../src/core/identity/response-key.js';
import type { ModelReply } from '../../src/core/models/model-request.js';
import type { ModelRequest, ReplyTo } from '../../src/core/models/verb-request.js';
import type { Ledger } from '../../src/ledger/contract.js';
import type { AskBase, Asker } from '../../src/models/asking/ask-call.js';
import type { ModelProvider } from '../../src/models/contract.js';
import { chatOf } from './chat-of.js';

/** An asker without endpoints: answers by function, keeps answers in the ledger, and tells what it was asked. */
export interface SmallAsker extends Asker {
  /** Prompts that were not in the ledger, in order. */
  readonly bought: readonly string[];
  /** Prompts of each batch, in order. */
  readonly batches: readonly (readonly string[])[];
}

export type SmallTeacher = (prompt: string, base: AskBase) => Promise<string> | string;

export function createSmallAsker(ledger: Ledger, teacher: SmallTeacher): SmallAsker {
  const bought: string[] = [];
  const batches: string[][] = [];
  const one = async <Request extends ModelRequest>(
    base: AskBase,
    request: Request,
    place = 0,
  ): Promise<ReplyTo<Request>> => {
    const key = responseKey(base.model.identity, request);
    const usage = { prompt_tokens: 1, completion_tokens: 1 };
    const known = await ledger.get(key);
    const prompt = chatOf(request).messages[0]!.content;
    const text = known?.answer.text ?? (await teacher(prompt, base));
    base.signal.throwIfAborted();
    if (!known) {
      bought.push(prompt);
      const { run, step } = base;
      const answer = { text, finish_reason: 'stop', usage };
      await ledger.put({ key, answer, provider: {}, cost_nanousd: 5, at: '2026-01-01T00:00:00.000Z', run, step });
    }
    base.onAnswer?.(key, request, place);
    base.onSpend?.(
      known
        ? { calls: 0, reused: 1, prompt_tokens: 0, completion_tokens: 0 }
        : { calls: 1, reused: 0, ...usage, cost_nanousd: 5 },
    );
    const reply: ModelReply = { text, finish_reason: 'stop', usage, reused: known !== undefined, response_key: key };
    return reply as ReplyTo<Request>;
  };
  return {
    bought,
    batches,
    ask: (call) => one(call, call.request),
    async askAll(call) {
      batches.push(call.requests.map((request) => chatOf(request).messages[0]!.content));
      return Promise.all(call.requests.map(async (request, place) => ({ reply: await one(call, request, place) })));
    },
  };
}

/** A provider that is never called itself: the small asker answers for it. */
export function smallProvider(kind: 'online' | 'batch'): ModelProvider {
  const never = async (): Promise<never> => {
    throw new Error('The small asker answers.');
  };
  if (kind === 'online') return { kind, call: never, close: async () => undefined };
  return { kind, callAll: never, close: async () => undefined };
}
