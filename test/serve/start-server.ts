import type { StudentEngine } from '../../src/models/onnx/contract.js';
import { serveStudent, type StudentServer } from '../../src/serve/serve-student.js';

interface TestServer extends StudentServer {
  /** Trouble it reported. */
  readonly reported: unknown[];
}

/** A server on a free port whose clock stands still and whose ids count up. */
export async function startServer(
  engine: StudentEngine,
  options: {
    readonly name?: string;
    readonly concurrent?: number;
    readonly queue?: number;
    readonly token?: string;
  } = {},
): Promise<TestServer> {
  const reported: unknown[] = [];
  let ids = 0;
  const server = await serveStudent({
    engine,
    name: 'run-1/student',
    host: '127.0.0.1',
    port: 0,
    concurrent: 8,
    queue: 8,
    chance: { nowSeconds: () => 1_000, newId: () => `id${++ids}`, newSeed: () => 7 },
    report: (error) => reported.push(error),
    ...options,
  });
  return Object.assign(server, { reported });
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}
