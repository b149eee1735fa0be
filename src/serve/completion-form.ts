import type { TokenLogprob } from '../models/onnx/contract.js';
import { ApiFault } from '../openai-api/api-fault.js';
import { readNumber, type RequestBody } from '../openai-api/request-fields.js';
import type { ApiForm } from './api-form.js';
import { checkParams } from './check-params.js';
import { readReplyRequest } from './reply-request.js';

/** POST /v1/completions: the prompt goes to the student as it stands, without its chat template. */
export const completionForm: ApiForm = {
  idPrefix: 'cmpl',
  whole: 'text_completion',
  chunk: 'text_completion',
  read(body) {
    checkParams(body, 'completions');
    return readReplyRequest(body, {
      prompts: readPrompts(body),
      promptParam: 'prompt',
      // As OpenAI has it.
      maxTokens: 16,
      topLogprobs: readNumber(body, 'logprobs', { from: 0, to: 5, whole: true }),
    });
  },
  choice: (index, { text, finishReason, logprobs }) => ({
    index,
    text,
    logprobs: logprobs === undefined ? null : spell(logprobs, 0),
    finish_reason: finishReason,
  }),
  opening: () => undefined,
  piece: (index, { text, token }, textBefore) => ({
    index,
    text,
    logprobs: token === undefined ? null : spell([token], textBefore),
    finish_reason: null,
  }),
  closing: (index, { finishReason }) => ({ index, text: '', logprobs: null, finish_reason: finishReason }),
};

function readPrompts(body: RequestBody): string[] {
  const prompt = body['prompt'];
  const param = 'prompt';
  if (typeof prompt === 'string') return [prompt];
  if (!Array.isArray(prompt) || prompt.length === 0)
    throw new ApiFault('prompt must be a text or a list of texts.', { param });
  const bad = prompt.findIndex((text) => typeof text !== 'string');
  if (bad >= 0) {
    throw new ApiFault('A prompt is a text; token ids are not read here.', { param: `${param}[${bad}]` });
  }
  return prompt as string[];
}

/** `text_offset` counts characters of the reply, not of the prompt before it. */
function spell(tokens: readonly TokenLogprob[], textBefore: number): object {
  let offset = textBefore;
  return {
    tokens: tokens.map(({ text }) => text),
    token_logprobs: tokens.map(({ logprob }) => logprob),
    top_logprobs: tokens.map(({ top }) => Object.fromEntries(top.map(({ text, logprob }) => [text, logprob]))),
    text_offset: tokens.map(({ text }) => {
      const start = offset;
      offset += text.length;
      return start;
    }),
  };
}
