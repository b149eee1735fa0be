import OpenAI from 'openai';
import { createPooledFetch } from '../support/pooled-fetch.js';
import { cpuTime } from './cpu-time.js';
import { benchPrompts, type CallPace, type Load } from './load.js';

/**
 * One call a prompt with nothing around it: the openai client over a connection pool. A process of its own, so that it
 * has its thread for itself; each line it is given on stdin is a load, and is answered with its pace on stdout.
 */
async function measureRawCalls({ baseUrl, rows, concurrency }: Load): Promise<CallPace> {
  const prompts = benchPrompts(rows);
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
  const [start, before] = [performance.now(), cpuTime()];
  await Promise.all(Array.from({ length: concurrency }, caller));
  const seconds = (performance.now() - start) / 1000;
  const after = cpuTime();
  await pool.close();
  return {
    callsPerSecond: rows / seconds,
    cpuPerCall: (after.all - before.all) / rows,
    threadPerCall: (after.thread - before.thread) / rows,
  };
}

let rest = '';
process.stdin.on('data', (chunk: Buffer) => {
  const lines = (rest + chunk.toString()).split('\n');
  rest = lines.pop()!;
  for (const line of lines)
    void measureRawCalls(JSON.parse(line) as Load).then((pace) => process.stdout.write(`${JSON.stringify(pace)}\n`));
});
