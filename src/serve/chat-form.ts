import { isLimbeckError } from '../core/errors.js';
import type { ChatMessage } from '../core/models/model-request.js';
import type { StudentEngine, TokenChance, TokenLogprob } from '../models/onnx/contract.js';
import { ApiFault } from '../openai-api/api-fault.js';
import { readMessages } from '../openai-api/chat-messages.js';
import { readFlag, readNumber, type RequestBody } from '../openai-api/request-fields.js';
import type { ApiForm } from './api-form.js';
import { checkParams } from './check-params.js';
import { readReplyRequest } from './reply-request.js';

/** POST /v1/chat/completions. */
export const chatForm: ApiForm = {
  idPrefix: 'chatcmpl',
  whole: 'chat.completion',
  chunk: 'chat.completion.chunk',
  read(body, engine) {
    checkParams(body, 'chat');
    return readReplyRequest(body, {
      prompts: [render(engine, readMessages(body))],
      promptParam: 'messages',
      // What the context leaves.
      maxTokens: engine.info.context,
      topLogprobs: readTopLogprobs(body),
    });
  },
  choice: (index, { text, finishReason, logprobs }) => ({
    index,
    message: { role: 'assistant', content: text, refusal: null },
    logprobs: logprobs === undefined ? null : spell(logprobs),
    finish_reason: finishReason,
  }),
  opening: (index) => ({
    index,
    delta: { role: 'assistant', content: '' },
    logprobs: null,
    finish_reason: null,
  }),
  piece: (index, { text, token }) => ({
    index,
    delta: { content: text },
    logprobs: token === undefined ? null : spell([token]),
    finish_reason: null,
  }),
  closing: (index, { finishReason }) => ({ index, delta: {}, logprobs: null, finish_reason: finishReason }),
};

function render(engine: StudentEngine, messages: readonly ChatMessage[]): string {
  try {
    return engine.renderPrompt(messages);
  } catch (error) {
    if (!isLimbeckError(error)) throw error;
    throw new ApiFault(error.message, { param: 'messages' });
  }
}

function readTopLogprobs(body: RequestBody): number | undefined {
  const wanted = readFlag(body, 'logprobs');
  const top = readNumber(body, 'top_logprobs', { from: 0, to: 20, whole: true });
  if (top !== undefined && !wanted)
    throw new ApiFault('top_logprobs go with logprobs: true.', { param: 'top_logprobs' });
  return wanted ? (top ?? 0) : undefined;
}

function spell(tokens: readonly TokenLogprob[]): object {
  return {
    content: tokens.map((token) => ({ ...spellChance(token), top_logprobs: token.top.map(spellChance) })),
    refusal: null,
  };
}

function spellChance({ text, logprob }: TokenChance): object {
  // A part of a character has bytes of its own, which its stand-in does not tell.
  const bytes = text.includes('\ufffd') ? null : [...Buffer.from(text, 'utf8')];
  return { token: text, logprob, bytes };
}
