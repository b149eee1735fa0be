import type { CompleteRequest } from '../../../core/models/verb-request.js';
import { estimatePromptTokens } from '../../money/token-estimate.js';
import { answerWith, fieldsOf, openBody } from '../answer-body.js';
import type { OpenAiVerb } from './openai-verb.js';

/** POST /completions: the prompt goes as it is, special tokens and all; the endpoint adds no template. */
export const completionVerb: OpenAiVerb<CompleteRequest> = {
  path: '/completions',
  body: (model, { prompt, sampling = {} }) => ({ model, prompt, ...sampling }),
  read(body, { prompt }) {
    const opened = openBody(body);
    if (!('whole' in opened)) return opened;
    const choice = fieldsOf((opened.whole['choices'] as unknown[] | undefined)?.[0]);
    const text = choice?.['text'];
    if (typeof text !== 'string') return { state: 'garbled', what: 'a completion without a text' };
    const finish = choice?.['finish_reason'];
    const answer = {
      kind: 'completion' as const,
      text,
      finish_reason: typeof finish === 'string' ? finish : 'unknown',
    };
    return answerWith(opened.whole, answer, () => ({
      prompt: estimatePromptTokens([{ role: 'user', content: prompt }]),
      completion: estimatePromptTokens([{ role: 'assistant', content: text }]),
    }));
  },
};
