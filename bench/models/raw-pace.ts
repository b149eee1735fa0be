import OpenAI from 'openai';
import { createPooledFetch } from '../support/pooled-fetch.js';
import type { ChatMessage } from '../../src/core/models/model-request.js';

/** A load: `concurrency` callers, each asking again as soon as it has its answer, for some seconds. */
export interface Load {
  readonly baseUrl: string;
  readonly concurrency: number;
  readonly seconds: number;
}

/** What a load achieved. Time on a busy machine is noisy; processor time per call is less so. */
export interface Pace {
  readonly callsPerSecond: number;
  /** Microseconds of this process, all its threads. */
  readonly cpuPerCall: number;
}

/** Runs `call` with numbers that go up from 0, warmed up for a quarter of the time. */
export async function measurePace(
  { concurrency, seconds }: Omit<Load, 'baseUrl'>,
  call: (n: number) => Promise<unknown>,
): Promise<Pace> {
  let next = 0;
  let done = 0;
  let cpu: NodeJS.CpuUsage | undefined;
  const start = performance.now() + seconds * 250;
  const end = start + seconds * 1000;
  const caller = async (): Promise<void> => {
    while (performance.now() < end) {
      await call(next++);
      const now = performance.now();
      if (now < start || now >= end) continue;
      cpu ??= process.cpuUsage();
      done++;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, caller));
  const used = process.cpuUsage(cpu);
  return { callsPerSecond: done / seconds, cpuPerCall: (used.user + used.system) / done };
}

/** Three quarters of a kilobyte, another one for each `n`. */
export function benchMessages(n: number): ChatMessage[] {
  return [
    { role: 'system', content: 'Read the clause and give its terms as JSON.' },
    { role: 'user', content: `Clause ${n}: ${'the parties agree that this contract is renewed. '.repeat(14)}` },
  ];
}

/** The ceiling: the openai client over the same pool of connections, and nothing else. */
export async function rawClientPace(load: Load): Promise<Pace> {
  const connections = createPooledFetch({ connections: load.concurrency });
  const client = new OpenAI({
    baseURL: load.baseUrl,
    apiKey: 'none',
    maxRetries: 0,
    logLevel: 'off',
    fetch: connections.fetch,
  });
  try {
    return await measurePace(load, (n) =>
      client.chat.completions.create({ model: 'echo-1', messages: benchMessages(n), temperature: 0 }),
    );
  } finally {
    await connections.close();
  }
}
