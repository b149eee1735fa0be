import { createHash } from 'node:crypto';
import type { ChatRequest } from './chat-request.js';
import type { TeacherProgram } from './contract.js';
import { countTokens, cutToTokens } from './token-pieces.js';

/** Tokens a message takes beside its content, as chat templates have it. */
const tokensPerMessage = 4;

/** The answer to a chat request, in OpenAI's form. No clock and no chance in it: equal requests give equal bytes. */
export function chatReply(teacher: TeacherProgram, asked: ChatRequest): Record<string, unknown> {
  const { sampling: _said, ...request } = asked;
  const { messages, temperature, seed, maxTokens, stop } = request;
  const answer = teacher.answer({ messages, temperature, ...(seed === undefined ? {} : { seed }) });
  if (typeof answer !== 'string') throw new TypeError(`its program answered with a ${typeof answer}, not a text`);
  const { text, whole } = cutToTokens(beforeStop(answer, stop), maxTokens);
  const promptTokens = messages.reduce((sum, { content }) => sum + countTokens(content) + tokensPerMessage, 0);
  const completionTokens = countTokens(text);
  return {
    id: `chatcmpl-${createHash('sha256').update(JSON.stringify(request)).digest('hex').slice(0, 24)}`,
    object: 'chat.completion',
    created: 0,
    model: teacher.model,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: text },
        logprobs: null,
        finish_reason: whole ? 'stop' : 'length',
      },
    ],
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
    },
  };
}

function beforeStop(text: string, stops: readonly string[]): string {
  const ends = stops.map((stop) => text.indexOf(stop)).filter((index) => index >= 0);
  return ends.length === 0 ? text : text.slice(0, Math.min(...ends));
}
