import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLmdbLedger } from '../../src/ledger/lmdb/open-lmdb-ledger.js';
import { createAsker } from '../../src/models/asker.js';
import { createOpenAiProvider } from '../../src/models/openai/openai-provider.js';
import { startEchoProcess } from '../support/echo-process.js';
import { benchMessages, callsPerSecond, rawClientRate, type Load } from './raw-client.js';

/**
 * Calls a second of the raw pooled client, of the provider (limits, retries, classification) and of the asker (keys,
 * budget, durable ledger), at 0 and 50 ms latency, side by side.
 * `node -r ./test/support/register-ts.cjs bench/elicit/provider-calls.ts [seconds] [concurrency]`
 */
const providerOf = ({ baseUrl, concurrency }: Load): ReturnType<typeof createOpenAiProvider> =>
  createOpenAiProvider({
    model: {
      name: 'teacher',
      provider: 'openai',
      access: ['chat'],
      identity: {},
      base_url: baseUrl,
      model: 'echo-1',
      limits: { concurrency },
      queue: 'teacher',
    },
    env: {},
  });
const { signal } = new AbortController();

async function providerRate(load: Load): Promise<number> {
  const provider = providerOf(load);
  try {
    return await callsPerSecond(load, (n) =>
      provider.call({ messages: benchMessages(n), sampling: { temperature: 0 } }, { signal }),
    );
  } finally {
    await provider.close();
  }
}

/** Twice as many rows under way as requests in flight, so that a row that waits for the disk does not idle a connection. */
async function askerRate(load: Load): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'limbeck-bench-'));
  const ledger = await openLmdbLedger({ folder });
  const asker = createAsker({ ledger, clock: { now: () => Date.now() } });
  const provider = providerOf(load);
  try {
    return await callsPerSecond({ ...load, concurrency: load.concurrency * 2 }, (n) =>
      asker.ask({
        run: 'run',
        step: 'read',
        model: {
          name: 'teacher',
          identity: { model: 'echo-1' },
          price: { input_usd_per_million: 1, output_usd_per_million: 1 },
        },
        provider,
        request: { messages: benchMessages(n), sampling: { temperature: 0 } },
        budget: { run: { calls: 100_000_000 } },
        signal,
      }),
    );
  } finally {
    await provider.close();
    await ledger.close();
    await rm(folder, { recursive: true });
  }
}

async function main(seconds: number, concurrency: number): Promise<void> {
  for (const latencyMs of [0, 50]) {
    const echo = await startEchoProcess(latencyMs);
    const load = { baseUrl: echo.baseUrl, concurrency, seconds };
    const raw = await rawClientRate(load);
    const share = (rate: number): string => `${Math.round(rate)}/s (${Math.round((100 * rate) / raw)} %)`;
    const provider = await providerRate(load);
    const asker = await askerRate(load);
    process.stdout.write(
      `${latencyMs} ms: raw client ${Math.round(raw)}/s, provider ${share(provider)}, asker with ledger ${share(asker)}\n`,
    );
    await echo.close();
  }
}

void main(Number(process.argv[2] ?? 4), Number(process.argv[3] ?? 64));
