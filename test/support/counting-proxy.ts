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
  /** Every request since the last `reset`, in the order they came. */
  readonly visits: readonly Visit[];
  readonly total: number;
  readonly inFlight: number;
  /** Requests beyond the first of each body. */
  readonly repeated: number;
  /** Resolves when `total` reaches the number, counting from the last `reset`. */
  reached(total: number): Promise<void>;
  reset(): void;
  close(): Promise<void>;
}

/** One request, as the teacher saw it; times in milliseconds of `performance.now()`. */
export interface Visit {
  readonly digest: string;
  readonly cameAt: number;
  /** When its answer was sent whole, or its connection ended; absent while it is in flight. */
  readonly leftAt?: number;
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
  let visits: { digest: string; cameAt: number; leftAt?: number }[] = [];
  let inFlight = 0;

  const count = (body: Buffer, outgoing: ServerResponse): void => {
    const digest = createHash('sha256').update(body).digest('hex');
    const visit: (typeof visits)[number] = { digest, cameAt: performance.now() };
    visits.push(visit);
    seen.set(digest, (seen.get(digest) ?? 0) + 1);
    inFlight++;
    outgoing.on('close', () => {
      visit.leftAt = performance.now();
      inFlight--;
    });
    for (const waiter of waiting) if (visits.length >= waiter.total) waiter.done();
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
        if (incoming.method === 'POST') count(body, outgoing);
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
    get visits() {
      return visits;
    },
    get total() {
      return visits.length;
    },
    get inFlight() {
      return inFlight;
    },
    get repeated() {
      return visits.length - seen.size;
    },
    reached: (wanted) =>
      visits.length >= wanted ? Promise.resolve() : new Promise((done) => waiting.push({ total: wanted, done })),
    reset: () => {
      seen.clear();
      visits = [];
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
