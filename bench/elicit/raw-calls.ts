import OpenAI from 'openai';
import { createPooledFetch } from '../../src/models/openai/pooled-fetch.js';

export interface RawCalls {
  readonly baseUrl: string;
  readonly prompts: readonly string[];
  readonly concurrency: number;
}

export interface CallPace {
  readonly callsPerSecond: number;
  /** Microseconds of this process's CPU time. */
  readonly cpuPerCall: number;
}

/** One call a prompt with nothing around it: the openai client over the same pooled fetch. */
export async function measureRawCalls({ baseUrl, prompts, concurrency }: RawCalls): Promise<CallPace> {
  const pool = createPooledFetch({ connections: concurrency });
  const client = new OpenAI({ baseURL: baseUrl, apiKey: 'none', maxRetries: 0, logLevel: 'off', fetch: pool.fetch });
  let next = 0;
  const caller = async (): Promise<void> => {
    for (let prompt = prompts[next++]; prompt !== undefined; prompt = prompts[next++]) {
      const messages = [{ role: 'user' as const, content: prompt }];
      const { choices } = await client.chat.completions.create({ model: 'bench', messages, temperature: 0 });
      if (!choices[0]?.message.content) throw new Error('The endpoint gave no text.');
    }
  };
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  await Promise.all(Array.from({ length: concurrency }, caller));
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  await pool.close();
  return { callsPerSecond: prompts.length / seconds, cpuPerCall: (user + system) / prompts.length };
}
