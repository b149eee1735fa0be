import { Pool } from 'undici';

/**
 * A fetch for the openai client over undici's connection pool: three times the requests a second of the global one,
 * which spends its time in web streams. The body is read before it resolves, so that the client's timeout covers it;
 * redirects are not followed. For whole JSON replies only, not for streams.
 */
export interface PooledFetch {
  readonly fetch: typeof globalThis.fetch;
  close(): Promise<void>;
}

export function createPooledFetch(options: { readonly connections: number }): PooledFetch {
  const pools = new Map<string, Pool>();
  const poolOf = (origin: string): Pool => {
    let pool = pools.get(origin);
    if (!pool) {
      // Time limits are the client's: one for the whole request.
      pool = new Pool(origin, { connections: options.connections, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
      pools.set(origin, pool);
    }
    return pool;
  };

  const fetch = async (input: string | URL, init: RequestInit = {}): Promise<PlainResponse> => {
    const url = new URL(input);
    const request = poolOf(url.origin).request({
      path: url.pathname + url.search,
      method: init.method ?? 'GET',
      headers: Object.fromEntries(init.headers as Headers),
      body: (init.body ?? null) as string | null,
      signal: init.signal ?? null,
    });
    try {
      const reply = await request;
      return new PlainResponse(url.href, reply.statusCode, new PlainHeaders(reply.headers), await reply.body.text());
    } catch (error) {
      throw plainError(error, init.signal?.aborted === true);
    }
  };

  return {
    fetch: fetch as unknown as typeof globalThis.fetch,
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
      pools.clear();
    },
  };
}

/** One error with the code of the innermost: a host of several addresses gives one error for each. */
function plainError(error: unknown, isAborted: boolean): Error {
  const { message, code, errors } = error as {
    message?: string;
    code?: unknown;
    errors?: readonly { code?: unknown; message?: string }[];
  };
  const [first] = errors ?? [];
  const plain = new Error(message || first?.message || 'the request failed', { cause: error });
  // The client takes this name for "cancelled or out of time", and knows which.
  if (isAborted) plain.name = 'AbortError';
  return Object.assign(plain, { code: code ?? first?.code });
}

/** What the openai client reads of a Response. */
class PlainResponse {
  readonly ok: boolean;
  readonly statusText = '';
  readonly body = null;

  constructor(
    readonly url: string,
    readonly status: number,
    readonly headers: PlainHeaders,
    private readonly content: string,
  ) {
    this.ok = status >= 200 && status < 300;
  }

  async text(): Promise<string> {
    return this.content;
  }

  async json(): Promise<unknown> {
    return JSON.parse(this.content) as unknown;
  }
}

class PlainHeaders {
  constructor(private readonly values: Readonly<Record<string, string | string[] | undefined>>) {}

  get(name: string): string | null {
    const value = this.values[name.toLowerCase()];
    return value === undefined ? null : String(value);
  }

  *entries(): Iterable<[string, string]> {
    for (const [name, value] of Object.entries(this.values)) if (value !== undefined) yield [name, String(value)];
  }

  [Symbol.iterator](): Iterator<[string, string]> {
    return this.entries()[Symbol.iterator]();
  }
}
