import { LimbeckError, type FailureKind } from '../../core/errors.js';
import { retryAfterOf } from '../admission/backoff.js';
import type { Endpoint, Failure } from './failure.js';

/** A refusal by HTTP status, or an error body that came with status 200. */
export interface Refusal {
  readonly status: number;
  readonly code: string | undefined;
  readonly param: string | undefined;
  readonly message: string;
  readonly headers: { get(name: string): string | null } | undefined;
  readonly nowMs: number;
}

const LONG_WAIT_MS = 60_000;

const TOO_LONG =
  /context[ _]length|maximum context|context window|too many tokens|prompt is too long|input is too long|exceeds? the (?:maximum|max) (?:context|sequence|length)/i;
const NOT_SUPPORTED =
  /unsupported|unrecognized|not supported|does not support|unknown (?:parameter|argument|field)|extra inputs|not permitted/i;
const QUOTA = /insufficient_quota|billing|credit balance|quota exceeded for/i;
const FILTERED = /content_filter|content_policy|content management policy|safety system/i;

/** Decides what a refusal means, once, here. */
export function statusFailure(endpoint: Endpoint, refusal: Refusal): Failure {
  const failure = classify(endpoint, refusal);
  // The server knows better (a header of OpenAI's own API, and of gateways that follow it).
  const advice = refusal.headers?.get('x-should-retry');
  if (advice === 'false') return { ...failure, retries: 0 };
  if (advice === 'true') {
    const { retries: _, ...worthwhile } = failure;
    return worthwhile;
  }
  return failure;
}

function classify(endpoint: Endpoint, refusal: Refusal): Failure {
  const { status, message, code = '' } = refusal;
  if (status === 402 || (status === 429 && QUOTA.test(`${code} ${message}`))) return quotaSpent(endpoint, refusal);
  if (status === 429) return busy(endpoint, refusal, 'teacher-rate-limited', 'rate limit (429)', 'overloaded');
  if (status === 503 || status === 529)
    return busy(endpoint, refusal, 'teacher-failed', `overloaded (${status})`, 'failing');
  if (status === 501) return notImplemented(endpoint, refusal);
  if (status === 408 || status === 409 || status === 425 || status >= 500)
    return busy(endpoint, refusal, 'teacher-failed', `an error of its own (${status})`, 'failing');
  if (status === 401 || status === 403) return keyRefused(endpoint, refusal);
  if (status === 404) return notThere(endpoint, refusal);
  if (status >= 300 && status < 400) return redirected(endpoint, refusal);
  if (status === 413 || TOO_LONG.test(`${code} ${message}`)) return tooLong(endpoint, refusal);
  if (FILTERED.test(`${code} ${message}`)) return promptFiltered(endpoint, refusal);
  return badRequest(endpoint, refusal);
}

interface Words {
  readonly code: string;
  readonly kind: FailureKind;
  readonly message: string;
  readonly hint: string;
}

/** A refusal that trying again does not change. */
function final({ status }: Refusal, words: Words): Failure {
  return { error: new LimbeckError(words), retries: 0, because: `refused (${status})`, health: 'alive' };
}

const said = (endpoint: Endpoint, { status, message }: Refusal): string => `${status}: ${endpoint.redact(message)}`;

function busy(endpoint: Endpoint, refusal: Refusal, code: string, because: string, health: Failure['health']): Failure {
  const retryAfterMs = retryAfterOf(refusal.headers, refusal.nowMs);
  const error = new LimbeckError({
    code,
    kind: 'transient',
    message: `${endpoint.name} (${endpoint.baseUrl}) could not answer (${said(endpoint, refusal)}).`,
    hint:
      health === 'overloaded'
        ? 'Lower limits.concurrency or requests_per_minute of the model in limbeck.yaml.'
        : 'It was tried again several times; look at the log of the server.',
    // A short wait was kept here, several times; as the pace of whole chunks it would use up their tries in one storm.
    ...(retryAfterMs !== undefined && retryAfterMs >= LONG_WAIT_MS ? { retryAfterMs } : {}),
  });
  return { error, because, health, retryAfterMs };
}

function quotaSpent(endpoint: Endpoint, refusal: Refusal): Failure {
  return final(refusal, {
    code: 'teacher-quota-spent',
    kind: 'fatal',
    message: `${endpoint.name} (${endpoint.baseUrl}) says that its account has no credit left (${said(endpoint, refusal)}).`,
    hint: 'Add credit at the provider, then resume; answers already paid for are kept.',
  });
}

function keyRefused(endpoint: Endpoint, refusal: Refusal): Failure {
  return final(refusal, {
    code: 'teacher-refused-key',
    kind: 'fatal',
    message: `${endpoint.name} (${endpoint.baseUrl}) refused the key (${said(endpoint, refusal)}).`,
    hint:
      endpoint.keyEnv === undefined
        ? 'Name the environment variable that holds the key: `api_key: { env: NAME }` of the model in limbeck.yaml.'
        : `Check the value of the environment variable ${endpoint.keyEnv}, and that it may use ${endpoint.model}.`,
  });
}

function notThere(endpoint: Endpoint, refusal: Refusal): Failure {
  return final(refusal, {
    code: 'teacher-model-unknown',
    kind: 'fatal',
    message: `${endpoint.name} (${endpoint.baseUrl}) has no model "${endpoint.model}", or no such address (${said(endpoint, refusal)}).`,
    hint: 'Check `model` and `base_url` in limbeck.yaml; base_url usually ends in /v1.',
  });
}

/** llama.cpp's server says so of what it was not started for. Waiting does not change it. */
function notImplemented(endpoint: Endpoint, refusal: Refusal): Failure {
  return final(refusal, {
    code: 'request-not-supported',
    kind: 'fatal',
    message: `${endpoint.name} (${endpoint.baseUrl}) does not take such requests (${said(endpoint, refusal)}).`,
    hint: 'Start the server so that it does, or take the word for it out of `access` of the model in limbeck.yaml.',
  });
}

function redirected(endpoint: Endpoint, refusal: Refusal): Failure {
  const target = refusal.headers?.get('location');
  return final(refusal, {
    code: 'teacher-redirects',
    kind: 'fatal',
    message: `${endpoint.name} (${endpoint.baseUrl}) redirects${target ? ` to ${endpoint.redact(target)}` : ''}; a key is not sent elsewhere.`,
    hint: 'Set base_url in limbeck.yaml to the final address.',
  });
}

function tooLong(endpoint: Endpoint, refusal: Refusal): Failure {
  return final(refusal, {
    code: 'prompt-too-long',
    kind: 'row',
    message: `The prompt is too long for ${endpoint.name} (${said(endpoint, refusal)}).`,
    hint: 'Shorten the prompt, lower max_tokens, or use a model with a longer context.',
  });
}

function promptFiltered(endpoint: Endpoint, refusal: Refusal): Failure {
  return final(refusal, {
    code: 'prompt-filtered',
    kind: 'row',
    message: `The content filter of ${endpoint.name} refused the prompt (${said(endpoint, refusal)}).`,
    hint: 'Change the prompt, or leave the row on the failure list.',
  });
}

/** A request that no row could make right stops the run; one that may be the row's own fault fails the row. */
function badRequest(endpoint: Endpoint, refusal: Refusal): Failure {
  const { status, message, param } = refusal;
  const aboutRow =
    (status === 400 || status === 422) &&
    !NOT_SUPPORTED.test(message) &&
    (!param || /^(messages|prompt|input)/.test(param));
  if (aboutRow)
    return final(refusal, {
      code: 'request-refused',
      kind: 'row',
      message: `${endpoint.name} refused the request (${said(endpoint, refusal)}).`,
      hint: 'Look at the prompt of the row on the failure list.',
    });
  return final(refusal, {
    code: 'request-not-supported',
    kind: 'fatal',
    message: `${endpoint.name} (${endpoint.baseUrl}) does not take such requests (${said(endpoint, refusal)}).`,
    hint: `Remove ${param ? `\`${param}\`` : 'the parameter it names'} from the step, or bind another endpoint in limbeck.yaml.`,
  });
}
