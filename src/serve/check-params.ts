import { ApiFault } from '../openai-api/api-fault.js';
import type { RequestBody } from '../openai-api/request-fields.js';
import { nearestName } from '../recipe/problems/nearest-name.js';

type Api = 'chat' | 'completions';

const heeded: Readonly<Record<Api, readonly string[]>> = {
  chat: ['messages', 'max_tokens', 'max_completion_tokens', 'logprobs', 'top_logprobs'],
  completions: ['prompt', 'max_tokens', 'logprobs'],
};
const heededByBoth = 'model n temperature top_p seed stop presence_penalty stream stream_options'.split(' ');

/** They say something about the caller or the vendor's account and nothing about the reply. */
const noMatter = new Set(
  'user metadata store service_tier safety_identifier prompt_cache_key prompt_cache_retention parallel_tool_calls'.split(
    ' ',
  ),
);

/** Known to OpenAI's API and not to this server: only the value that asks for nothing is taken. */
const nothing = {
  tools: isEmptyList,
  tool_choice: (value: unknown) => value === 'none' || value === 'auto',
  functions: isEmptyList,
  function_call: (value: unknown) => value === 'none' || value === 'auto',
  response_format: (value: unknown) => JSON.stringify(value) === '{"type":"text"}',
  modalities: (value: unknown) => JSON.stringify(value) === '["text"]',
  audio: never,
  prediction: never,
  reasoning_effort: never,
  verbosity: never,
  web_search_options: never,
  frequency_penalty: (value: unknown) => value === 0,
  logit_bias: (value: unknown) => JSON.stringify(value) === '{}',
  best_of: (value: unknown) => value === 1,
  echo: (value: unknown) => value === false,
  suffix: (value: unknown) => value === '',
} satisfies Record<string, (value: unknown) => boolean>;

const unsupported = new Map<string, (value: unknown) => boolean>(Object.entries(nothing));

/** A parameter that would change the reply is heeded or refused, never passed over. */
export function checkParams(body: RequestBody, api: Api): void {
  const known = [...heededByBoth, ...heeded[api]];
  for (const [param, value] of Object.entries(body)) {
    if (known.includes(param) || noMatter.has(param)) continue;
    const asksForNothing = unsupported.get(param);
    if (asksForNothing === undefined) throw unknownParam(param, known);
    if (value === null || asksForNothing(value)) continue;
    throw new ApiFault(`"${param}" is not supported by this server: leave it out.`, {
      param,
      code: 'unsupported_parameter',
    });
  }
}

function unknownParam(param: string, known: readonly string[]): ApiFault {
  const near = nearestName(param, known);
  const advice = near === undefined ? `Known: ${known.join(', ')}.` : `Did you mean "${near}"?`;
  return new ApiFault(`There is no parameter "${param}" here. ${advice}`, { param, code: 'unknown_parameter' });
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function never(): boolean {
  return false;
}
