import { LimbeckError } from '../../core/errors.js';
import type { Trouble } from '../admission/endpoint-admission.js';

/** An endpoint as messages call it. */
export interface Endpoint {
  /** As the recipe names it. */
  readonly name: string;
  readonly baseUrl: string;
  readonly model: string;
  /** Environment variable of the key, when it has one. */
  readonly keyEnv: string | undefined;
  readonly timeoutMs: number;
  readonly redact: (text: string) => string;
}

/** What went wrong with one try, and what is to be done about it. */
export interface Failure extends Trouble {
  /** What is thrown when trying is over. */
  readonly error: LimbeckError;
  /** Tries after the first that it is worth; absent: as many as the endpoint's `retries`. 0: none. */
  readonly retries?: number;
  /** Nothing came back: there may be nobody. */
  readonly silent?: true;
}

/** Replies that make no sense are worth few tries: each may have been paid for. */
export const GARBLED_RETRIES = 2;

/** An answer that came and cannot be read: tried again a little, then the row's own failure. */
export function garbled(endpoint: Endpoint, what: string): Failure {
  return {
    error: new LimbeckError({
      code: 'teacher-garbled',
      kind: 'row',
      message: `${endpoint.name} (${endpoint.baseUrl}) answered with ${endpoint.redact(what)}.`,
      hint: 'Check that base_url is that of an OpenAI-compatible API (it usually ends in /v1).',
    }),
    retries: GARBLED_RETRIES,
    because: 'an answer that makes no sense',
    health: 'alive',
  };
}

export function timedOut(endpoint: Endpoint): Failure {
  return {
    error: new LimbeckError({
      code: 'teacher-timeout',
      kind: 'transient',
      message: `${endpoint.name} (${endpoint.baseUrl}) did not answer within ${endpoint.timeoutMs / 1000} s.`,
      hint: 'Raise limits.timeout_seconds of the model in limbeck.yaml, or lower its concurrency.',
    }),
    because: `no answer within ${endpoint.timeoutMs / 1000} s`,
    health: 'failing',
    silent: true,
  };
}

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** No connection, or one that broke. */
export function connectionFailed(endpoint: Endpoint, code: string | undefined, text: string): Failure {
  if (code !== undefined && UNREACHABLE.has(code))
    return {
      error: new LimbeckError({
        code: 'teacher-unreachable',
        kind: 'transient',
        message: `${endpoint.name} cannot be reached at ${endpoint.baseUrl} (${code}).`,
        hint:
          'Start the server there and resume; or set base_url in limbeck.yaml to where it runs and start a new run. ' +
          "The examples' own teacher is started by `limbeck teacher NAME`, or by `limbeck run` itself where the model says offline_teacher.",
      }),
      because: `cannot be reached (${code})`,
      health: 'failing',
      silent: true,
    };
  return {
    error: new LimbeckError({
      code: 'teacher-connection-lost',
      kind: 'transient',
      message: `The connection to ${endpoint.name} (${endpoint.baseUrl}) broke: ${endpoint.redact(text)}`,
      hint: 'It was tried again several times; look at the log of the server.',
    }),
    because: `the connection broke${code === undefined ? '' : ` (${code})`}`,
    health: 'failing',
  };
}
