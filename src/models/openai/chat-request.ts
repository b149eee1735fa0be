import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import type { ChatRequest } from '../contract.js';

/**
 * The request's wire form. Prompts go as they are: without structured output nothing is added to them, and the engine
 * checks the reply.
 */
export function chatRequest(
  model: string,
  { messages, sampling = {}, reply_schema: schema }: ChatRequest,
  structuredOutput: boolean,
): ChatCompletionCreateParamsNonStreaming {
  const { stop, ...numbers } = sampling;
  return {
    model,
    messages: messages.map(({ role, content }) => ({ role, content })),
    ...numbers,
    ...(stop === undefined ? {} : { stop: [...stop] }),
    ...(schema && structuredOutput
      ? { response_format: { type: 'json_schema', json_schema: { name: 'reply', strict: fitsStrict(schema), schema } } }
      : {}),
  };
}

/**
 * Whether every object of the schema closes its properties and requires them all: `strict` endpoints refuse others, and
 * are exact with these.
 */
function fitsStrict(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.every(fitsStrict);
  if (typeof schema !== 'object' || schema === null) return true;
  const { type, properties, required, additionalProperties } = schema as Record<string, unknown>;
  if (type === 'object') {
    const names = Object.keys(properties ?? {});
    const needed = new Set(Array.isArray(required) ? required : []);
    if (additionalProperties !== false || !names.every((name) => needed.has(name))) return false;
  }
  return Object.values(schema).every(fitsStrict);
}
