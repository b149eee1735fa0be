import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { connectionFailed, garbled, timedOut, type Endpoint, type Failure } from './failure.js';
import { statusFailure } from './status-failure.js';

/** What an error of the openai client means. Any other error is thrown on. */
export function clientFailure(endpoint: Endpoint, error: unknown, nowMs: number): Failure {
  if (error instanceof APIConnectionTimeoutError) return timedOut(endpoint);
  if (error instanceof APIConnectionError) {
    const { code, message } = (error.cause ?? error) as Error & { code?: unknown };
    return connectionFailed(endpoint, typeof code === 'string' ? code : undefined, message);
  }
  if (error instanceof APIError && typeof error.status === 'number') {
    const { status, message, headers } = error as APIError<number, Headers>;
    return statusFailure(endpoint, {
      status,
      message: message.replace(new RegExp(`^${status} `), ''),
      code: error.code ?? error.type ?? undefined,
      param: error.param ?? undefined,
      headers,
      nowMs,
    });
  }
  if (error instanceof SyntaxError) return garbled(endpoint, `JSON that cannot be read: ${error.message}`);
  throw error;
}
