import type { GenerateRequest, Generation, StudentEngine, TokenLogprob } from '../../src/models/onnx/contract.js';

interface WordEngineOptions {
  /** What it writes to a prompt. Default: `You said: ` and the prompt. */
  readonly reply?: (request: GenerateRequest & { readonly prompt: string }) => string;
  /** Waited for before every word. */
  readonly pace?: () => Promise<void>;
  readonly context?: number;
}

export interface WordEngine extends StudentEngine {
  /** Every request so far. */
  readonly asked: GenerateRequest[];
  /** Requests it works on now. */
  active(): number;
}

/** A student engine whose tokens are words: it keeps the contract, so that a server can be tested without a model. */
export function createWordEngine(options: WordEngineOptions = {}): WordEngine {
  const { reply = ({ prompt }) => `You said: ${prompt}`, pace = nextTurn, context = 64 } = options;
  const asked: GenerateRequest[] = [];
  let active = 0;
  const generate = async (request: GenerateRequest): Promise<Generation> => {
    const prompt = 'prompt' in request.input ? request.input.prompt : renderMessages(request.input.messages);
    const promptTokens = words(prompt).length;
    const room = context - promptTokens;
    if (room < 1) return { text: '', finishReason: 'prompt-too-long', promptTokens, completionTokens: 0 };
    const whole = words(beforeStop(reply({ ...request, prompt }), request.stop));
    const kept = whole.slice(0, Math.min(request.maxTokens, room));
    const tokens: TokenLogprob[] = [];
    for (const [index, text] of kept.entries()) {
      await pace();
      request.signal.throwIfAborted();
      const token = chances(text, index, request.topLogprobs ?? 0);
      tokens.push(token);
      request.onPiece?.(request.topLogprobs === undefined ? { text } : { text, token });
    }
    return {
      text: kept.join(''),
      finishReason: kept.length < whole.length ? 'length' : 'stop',
      promptTokens,
      completionTokens: kept.length,
      ...(request.topLogprobs === undefined ? {} : { logprobs: tokens }),
    };
  };
  return {
    info: { name: 'words', context, vocabSize: 1000 },
    asked,
    active: () => active,
    countTokens: (text) => words(text).length,
    renderPrompt: renderMessages,
    async generate(request) {
      asked.push(request);
      active += 1;
      try {
        return await generate(request);
      } finally {
        active -= 1;
      }
    },
    close: async () => undefined,
  };
}

function renderMessages(messages: readonly { readonly role: string; readonly content: string }[]): string {
  return messages.map(({ role, content }) => `${role}: ${content}`).join('\n');
}

function words(text: string): string[] {
  return text.match(/\s*\S+/g) ?? [];
}

function beforeStop(text: string, stops: readonly string[]): string {
  const ends = stops.map((stop) => text.indexOf(stop)).filter((at) => at >= 0);
  return ends.length === 0 ? text : text.slice(0, Math.min(...ends));
}

function chances(text: string, index: number, top: number): TokenLogprob {
  const logprob = -0.5 - index;
  const others = Array.from({ length: top }, (_, rank) => ({
    tokenId: rank,
    text: rank === 0 ? text : `other${rank}`,
    logprob: logprob - rank,
  }));
  return { tokenId: 0, text, logprob, top: others };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
