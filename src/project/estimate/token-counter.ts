import type { PlanModel } from '../../../schemas/generated/plan.js';
import type { ChatMessage } from '../../core/models/model-request.js';

/** Prompt tokens of a request, as near as can be known before it is sent. */
export interface TokenCounter {
  count(messages: readonly ChatMessage[]): number;
  /** How far the endpoint's own count may lie from it, as factors. */
  readonly spread: { readonly low: number; readonly high: number };
  /** For people: "o200k_base", or how it was guessed. */
  readonly how: string;
}

/** Tokens that chat formats put around each message, and before the reply. */
const AROUND_MESSAGE = 4;
const BEFORE_REPLY = 3;

/** A quarter of the characters is close for English and code. */
const guess: TokenCounter = {
  count: (messages) => messages.reduce((sum, { content }) => sum + AROUND_MESSAGE + content.length / 4, BEFORE_REPLY),
  spread: { low: 0.8, high: 1.25 },
  how: 'a quarter of the characters',
};

/** The model's own tokenizer where its name says which, else a guess. Vocabularies are large: loaded for names that need one. */
export async function openTokenCounter({ model = '' }: PlanModel): Promise<TokenCounter> {
  const encoding = encodingOf(model);
  if (encoding === undefined) return guess;
  const { countTokens } =
    encoding === 'o200k_base'
      ? await import('gpt-tokenizer/encoding/o200k_base')
      : await import('gpt-tokenizer/encoding/cl100k_base');
  return {
    // What a teacher wrote may hold the names of special tokens: they count as the text they are.
    count: (messages) =>
      messages.reduce(
        (sum, { content }) => sum + AROUND_MESSAGE + countTokens(content, { disallowedSpecial: new Set() }),
        BEFORE_REPLY,
      ),
    spread: { low: 0.98, high: 1.02 },
    how: encoding,
  };
}

function encodingOf(model: string): 'o200k_base' | 'cl100k_base' | undefined {
  const name = model.slice(model.lastIndexOf('/') + 1);
  if (/^(gpt-4o|gpt-4\.1|gpt-4\.5|gpt-5|chatgpt-4o|o[1-9]|gpt-oss)/.test(name)) return 'o200k_base';
  return /^(gpt-4|gpt-3\.5)/.test(name) ? 'cl100k_base' : undefined;
}
