import { ApiFault } from '../openai-api/api-fault.js';
import {
  readFlag,
  readMaxTokens,
  readNumber,
  readSeed,
  readStop,
  type RequestBody,
} from '../openai-api/request-fields.js';

/** What both APIs ask for: for each prompt, `n` replies. */
export interface ReplyRequest {
  readonly prompts: readonly string[];
  /** The parameter that holds the prompts. */
  readonly promptParam: string;
  readonly n: number;
  readonly sampling: Sampling;
  readonly stream: boolean;
  readonly includeUsage: boolean;
}

interface Sampling {
  readonly maxTokens: number;
  readonly temperature: number;
  readonly topP: number;
  readonly stop: readonly string[];
  readonly presencePenalty: number;
  readonly seed?: number;
  /** Absent: no log-probabilities. */
  readonly topLogprobs?: number;
}

/** The fields that both APIs share; the forms add their prompts and log-probabilities. */
export function readReplyRequest(
  body: RequestBody,
  own: {
    readonly prompts: readonly string[];
    readonly promptParam: string;
    readonly maxTokens: number;
    readonly topLogprobs: number | undefined;
  },
): ReplyRequest {
  const seed = readSeed(body);
  const { topLogprobs, prompts, promptParam } = own;
  return {
    prompts,
    promptParam,
    n: readNumber(body, 'n', { from: 1, to: 128, whole: true }) ?? 1,
    sampling: {
      maxTokens: readMaxTokens(body) ?? own.maxTokens,
      // As students are evaluated: what a report measured is what a request without settings gets.
      temperature: readNumber(body, 'temperature', { from: 0, to: 2 }) ?? 0,
      // The engine wants more than nothing; the likeliest token always stays.
      topP: Math.max(readNumber(body, 'top_p', { from: 0, to: 1 }) ?? 1, Number.EPSILON),
      stop: readStop(body),
      presencePenalty: readNumber(body, 'presence_penalty', { from: -2, to: 2 }) ?? 0,
      ...(seed === undefined ? {} : { seed }),
      ...(topLogprobs === undefined ? {} : { topLogprobs }),
    },
    stream: readFlag(body, 'stream'),
    includeUsage: readIncludeUsage(body),
  };
}

function readIncludeUsage(body: RequestBody): boolean {
  const options = body['stream_options'];
  if (options === undefined || options === null) return false;
  const param = 'stream_options';
  if (body['stream'] !== true) throw new ApiFault('stream_options go with stream: true.', { param });
  if (typeof options !== 'object' || Array.isArray(options))
    throw new ApiFault('stream_options must be an object.', { param });
  const { include_usage: usage, include_obfuscation: obfuscation, ...others } = options as Record<string, unknown>;
  const [other] = Object.keys(others);
  if (other !== undefined) {
    throw new ApiFault(`stream_options has include_usage here; "${other}" is not supported.`, {
      param: `${param}.${other}`,
      code: 'unsupported_parameter',
    });
  }
  if (obfuscation !== undefined && obfuscation !== false) {
    throw new ApiFault('Streams are not obfuscated here: include_obfuscation may only be false.', {
      param: `${param}.include_obfuscation`,
      code: 'unsupported_parameter',
    });
  }
  if (usage !== undefined && typeof usage !== 'boolean')
    throw new ApiFault('include_usage must be true or false.', { param: `${param}.include_usage` });
  return usage ?? false;
}
