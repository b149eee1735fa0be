import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLmdbLedger } from '../../src/ledger/lmdb/open-lmdb-ledger.js';
import { createAsker } from '../../src/models/asking/asker.js';
import { createOpenAiProvider } from '../../src/models/openai/openai-provider.js';
import { startEchoProcess } from '../support/echo-process.js';
import { benchMessages, measurePace, rawClientPace, type Load, type Pace } from './raw-pace.js';

/**
 * Calls a second of the raw pooled client, of the provider (limits, retries, classification) and of the asker (keys,
 * budget, durable ledger), at 0 and 50 ms latency, side by side.
 * `node -r ./test/support/register-ts.cjs bench/models/provider-calls.ts [seconds] [concurrency]`
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

async function providerPace(load: Load): Promise<Pace> {
  const provider = providerOf(load);
  try {
    return await measurePace(load, (n) =>
      provider.call({ messages: benchMessages(n), sampling: { temperature: 0 } }, { signal }),
    );
  } finally {
    await provider.close();
  }
}

/** Four times as many rows under way as requests in flight, so that a row that waits for the disk does not idle a connection. */
async function askerPace(load: Load): Promise<Pace> {
  const folder = await mkdtemp(join(tmpdir(), 'limbeck-bench-'));
  const ledger = await openLmdbLedger({ folder });
  const asker = createAsker({ ledger, clock: { now: () => Date.now() } });
  const provider = providerOf(load);
  try {
    return await measurePace({ ...load, concurrency: load.concurrency * 4 }, (n) =>
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
    const raw = await rawClientPace(load);
    const provider = await providerPace(load);
    const asker = await askerPace(load);
    const say = (what: string, pace: Pace): void => {
      const share = Math.round((100 * pace.callsPerSecond) / raw.callsPerSecond);
      const line = `${what}: ${Math.round(pace.callsPerSecond)}/s (${share} %), ${Math.round(pace.cpuPerCall)} us of CPU a call`;
      process.stdout.write(`${latencyMs} ms, ${line}\n`);
    };
    say('raw client', raw);
    say('provider', provider);
    say('asker with ledger', asker);
    await echo.close();
  }
}

void main(Number(process.argv[2] ?? 4), Number(process.argv[3] ?? 64));
