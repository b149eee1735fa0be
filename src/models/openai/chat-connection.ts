import { Pool, type Dispatcher } from 'undici';
import { watchersOf } from '../asking/shared-signal.js';

/**
 * Posts JSON to one server over a pool of connections and reads whole replies. Straight on undici's dispatcher: a
 * general client costs three times the processor time, and what a call costs decides how many a worker can make.
 * Redirects are not followed, nothing is tried again, no body is understood.
 */
export interface ChatConnection {
  /**
   * To a path below the base address. Whatever the status. Rejects with the signal's reason, `ReplyLate`, or
   * `ConnectionBroken`.
   */
  post(path: string, body: string, signal: AbortSignal): Promise<HttpReply>;
  close(): Promise<void>;
}

export interface HttpReply {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** The whole reply was not there in time. */
export class ReplyLate extends Error {}

/** No connection, or one that broke. */
export class ConnectionBroken extends Error {
  constructor(
    message: string,
    readonly code: string | undefined,
    options: ErrorOptions,
  ) {
    super(message, options);
  }
}

export interface ConnectionOptions {
  readonly baseUrl: string;
  readonly key: string | undefined;
  /** At once. */
  readonly connections: number;
  /** From the request to the last byte of its reply. */
  readonly timeoutMs: number;
  /** Told of every reply's headers before its body is read. */
  readonly onHeaders?: (headers: HttpReply['headers']) => void;
}

/** A longer one is broken off: read whole, a few of them would take the memory of all else. */
export const LONGEST_REPLY_BYTES = 16 * 1024 * 1024;

export function openChatConnection(opening: ConnectionOptions): ChatConnection {
  const { baseUrl, key, connections, timeoutMs, onHeaders } = opening;
  const { origin, pathname, search } = new URL(baseUrl);
  const base = pathname.replace(/\/$/, '');
  // Time limits are ours: one for the whole request.
  const pool = new Pool(origin, {
    connections,
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: LONGEST_REPLY_BYTES,
  });
  const options = {
    method: 'POST' as const,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      'user-agent': 'limbeck',
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
  };
  return {
    post: (path, body, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const to = `${base}${path}${search}`;
        pool.dispatch({ ...options, path: to, body }, new Exchange({ resolve, reject, signal, timeoutMs, onHeaders }));
      }),
    close: () => pool.destroy(),
  };
}

interface ExchangeOptions {
  readonly resolve: (reply: HttpReply) => void;
  readonly reject: (error: unknown) => void;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  readonly onHeaders: ConnectionOptions['onHeaders'] | undefined;
}

/** One request and its reply; settled once, and then heard of no more. */
class Exchange implements Dispatcher.DispatchHandler {
  private controller: Dispatcher.DispatchController | undefined;
  private stopped: Error | undefined;
  private status = 0;
  private headers: HttpReply['headers'] = {};
  private readonly parts: Buffer[] = [];
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly options: ExchangeOptions) {
    this.timer = setTimeout(() => this.stop(new ReplyLate()), options.timeoutMs);
    watchersOf(options.signal).add(this);
  }

  /** Of a watcher: the signal was aborted. */
  abort(): void {
    this.stop(this.options.signal.reason as Error);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    // Stopped while it waited for a connection.
    if (this.stopped) controller.abort(this.stopped);
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: HttpReply['headers']): void {
    this.status = status;
    this.headers = headers;
    this.options.onHeaders?.(headers);
  }

  onResponseData(_: Dispatcher.DispatchController, part: Buffer): void {
    this.parts.push(part);
  }

  onResponseEnd(): void {
    this.end();
    const { parts, status, headers } = this;
    const text = parts.length === 1 ? parts[0]!.toString('utf8') : Buffer.concat(parts).toString('utf8');
    this.options.resolve({ status, headers, text });
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.end();
    this.options.reject(this.stopped ?? broken(error));
  }

  private stop(reason: Error): void {
    this.end();
    this.stopped = reason;
    this.controller?.abort(reason);
    // One that waits for a connection is not told to stop: it is not waited for.
    this.options.reject(reason);
  }

  private end(): void {
    clearTimeout(this.timer);
    watchersOf(this.options.signal).delete(this);
  }
}

/** The code of the innermost: a host of several addresses gives one error for each. */
function broken(error: Error): ConnectionBroken {
  const { message, code, errors } = error as Error & {
    code?: unknown;
    errors?: readonly { code?: unknown; message?: string }[];
  };
  const [first] = errors ?? [];
  const found = code ?? first?.code;
  return new ConnectionBroken(
    message || first?.message || 'the request failed',
    typeof found === 'string' ? found : undefined,
    { cause: error },
  );
}
