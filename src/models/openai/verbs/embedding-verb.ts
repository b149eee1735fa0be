import type { EmbedRequest } from '../../../core/models/verb-request.js';
import { estimatePromptTokens } from '../../money/token-estimate.js';
import { vectorText } from '../../replies/vector-text.js';
import { answerWith, fieldsOf, openBody, type Fields } from '../answer-body.js';
import type { OpenAiVerb } from './openai-verb.js';

/** POST /embeddings, one text a request, numbers in plain. */
export const embeddingVerb: OpenAiVerb<EmbedRequest> = {
  path: '/embeddings',
  body: (model, { text }) => ({ model, input: text, encoding_format: 'float' }),
  read(body, { text }) {
    const opened = openBody(body);
    if (!('whole' in opened)) return opened;
    const vector = fieldsOf((opened.whole['data'] as unknown[] | undefined)?.[0])?.['embedding'];
    if (!isVector(vector)) return { state: 'garbled', what: 'an embedding that is no list of numbers' };
    const answer = { kind: 'embedding' as const, text: '', finish_reason: 'stop', vector: vectorText(vector) };
    return answerWith(withWholeUsage(opened.whole), answer, () => ({
      prompt: estimatePromptTokens([{ role: 'user', content: text }]),
      completion: 0,
    }));
  },
};

const isVector = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length > 0 && value.every((number) => Number.isFinite(number));

/** Nothing is completed, and most servers do not say so. */
function withWholeUsage(whole: Fields): Fields {
  const usage = fieldsOf(whole['usage']);
  return usage ? { ...whole, usage: { completion_tokens: 0, ...usage } } : whole;
}
