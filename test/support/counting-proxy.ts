import { createHash } from 'node:crypto';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Stands before a teacher and counts: every request body by digest, those in flight, and lets a test wait for the
 * n-th. It delays answers so that a kill finds requests in flight.
 */
export interface CountingProxy {
  readonly url: string;
  /** Requests seen so far by body digest. */
  readonly seen: ReadonlyMap<string, number>;
  readonly total: number;
  readonly inFlight: number;
  /** Requests beyond the first of each body. */
  readonly repeated: number;
  /** Resolves when `total` reaches the number, counting from the last `reset`. */
  reached(total: number): Promise<void>;
  reset(): void;
  close(): Promise<void>;
}

const readBody = async (message: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

export async function startCountingProxy(
  target: string,
  options: { readonly latencyMs: number; readonly port?: number },
): Promise<CountingProxy> {
  const upstream = new URL(target);
  const seen = new Map<string, number>();
  const waiting: { readonly total: number; readonly done: () => void }[] = [];
  let total = 0;
  let inFlight = 0;

  const count = (body: Buffer): void => {
    const digest = createHash('sha256').update(body).digest('hex');
    seen.set(digest, (seen.get(digest) ?? 0) + 1);
    total++;
    for (const waiter of waiting) if (total >= waiter.total) waiter.done();
  };

  const forward = (incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse): void => {
    const onward = httpRequest(
      {
        host: upstream.hostname,
        port: upstream.port,
        path: incoming.url,
        method: incoming.method,
        headers: { ...incoming.headers, host: upstream.host },
      },
      (answer) => {
        const timer = setTimeout(() => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
        }, options.latencyMs);
        outgoing.on('close', () => clearTimeout(timer));
      },
    );
    onward.on('error', () => outgoing.destroy());
    onward.end(body);
  };

  const server = createServer((incoming, outgoing) => {
    void readBody(incoming).then(
      (body) => {
        if (incoming.method === 'POST') {
          count(body);
          inFlight++;
          outgoing.on('close', () => inFlight--);
        }
        forward(incoming, body, outgoing);
      },
      () => outgoing.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}/v1`,
    seen,
    get total() {
      return total;
    },
    get inFlight() {
      return inFlight;
    },
    get repeated() {
      return [...seen.values()].reduce((sum, times) => sum + times - 1, 0);
    },
    reached: (wanted) =>
      total >= wanted ? Promise.resolve() : new Promise((done) => waiting.push({ total: wanted, done })),
    reset: () => {
      seen.clear();
      total = 0;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
