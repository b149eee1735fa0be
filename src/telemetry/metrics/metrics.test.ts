import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '../../../test/support/source-tree.js';
import { createMemoryLedger, createMemoryRuns } from '../../../test/support/memory-stores.js';
import { smallPlan } from '../../../test/support/small-plan.js';
import type { RunEventInput } from '../../runs/contract.js';
import { LimbeckError } from '../../core/errors.js';
import type { CallContext, EndpointState, OnlineProvider, ProviderAnswer } from '../../models/contract.js';
import { createMetrics, type Metrics } from './create-metrics.js';
import { parseMetricsAddress } from './metrics-address.js';
import { reasonOfWait } from './reason-of-wait.js';
import { serveMetrics } from './serve-metrics.js';

const plan = smallPlan({ name: 'law', data: { rows: 9 }, steps: [], budget: { calls: 500 } });
const spend = { calls: 0, reused: 0, prompt_tokens: 0, completion_tokens: 0 };

async function start(): Promise<Metrics> {
  const runs = createMemoryRuns();
  await runs.create('law-1', plan, '');
  return createMetrics({ runs, ledger: createMemoryLedger() });
}

/** Lines of our own, without those about the process; told after every event was taken. */
async function linesOf(metrics: Metrics, names: RegExp): Promise<readonly string[]> {
  await new Promise(setImmediate);
  return (await metrics.text()).split('\n').filter((line) => !line.startsWith('#') && names.test(line));
}

const tell = (metrics: Metrics, events: readonly RunEventInput[]): void => {
  for (const event of events) metrics.event?.('law-1', { at: '2026-11-24T10:00:00Z', ...event });
};

const chunk = (done: number, calls: number, ended = false): RunEventInput => ({
  type: 'step-progress',
  step: 'rounds[2]/read',
  part: 'rows',
  chunk: 0,
  done,
  failed: 1,
  rejected: 0,
  spend: { ...spend, calls, reused: 2, cost_nanousd: calls * 1_000_000 },
  ...(ended ? { ended } : {}),
});

test('rows, answers and money are what chunks tell, each told amount once, a new attempt from its beginning', async () => {
  const metrics = await start();
  tell(metrics, [chunk(5, 5), chunk(5, 5), chunk(9, 8), chunk(3, 1), chunk(9, 4, true)]);
  expect(await linesOf(metrics, /^limbeck_(rows|answers|cost)/)).toEqual([
    'limbeck_rows_total{recipe="law",step="rounds/read",outcome="done"} 18',
    'limbeck_rows_total{recipe="law",step="rounds/read",outcome="rejected"} 0',
    'limbeck_rows_total{recipe="law",step="rounds/read",outcome="failed"} 2',
    'limbeck_answers_total{recipe="law",step="rounds/read",source="bought"} 12',
    'limbeck_answers_total{recipe="law",step="rounds/read",source="reused"} 4',
    'limbeck_cost_usd_total{recipe="law",step="rounds/read"} 0.012',
  ]);
});

test('training, trouble and ends are told, and what a run may spend is there as long as it is open', async () => {
  const metrics = await start();
  const open: RunEventInput[] = [
    { type: 'training-progress', step: 'tune', phase: 'training', at_step: 4, total_steps: 9, loss: 0.5 },
    { type: 'checkpoint-written', step: 'tune', token: 1, at_step: 3 },
    { type: 'waiting', step: 'read', because: '429', ms: 5 },
    {
      type: 'attempt-failed',
      activity: 'runChunk',
      attempt: 1,
      worker: 'w',
      error: { code: 'teacher-failed', message: 'no' },
      retried: true,
    },
  ];
  tell(metrics, open);
  expect(await linesOf(metrics, /^limbeck_(training|waits|attempts|run_)/)).toEqual([
    'limbeck_waits_total{recipe="law",step="read"} 1',
    'limbeck_attempts_failed_total{recipe="law",activity="runChunk",code="teacher-failed"} 1',
    'limbeck_training_step{recipe="law",step="tune"} 4',
    'limbeck_training_steps{recipe="law",step="tune"} 9',
    'limbeck_training_loss{recipe="law",step="tune"} 0.5',
    'limbeck_training_checkpoint_step{recipe="law",step="tune"} 3',
    'limbeck_run_spent{run="law-1",of="calls"} 0',
    'limbeck_run_spent{run="law-1",of="tokens"} 0',
    'limbeck_run_spent{run="law-1",of="usd"} 0',
    'limbeck_run_budget{run="law-1",of="calls"} 500',
  ]);
  tell(metrics, [{ type: 'run-finished', outcome: 'done' }]);
  expect(await linesOf(metrics, /^limbeck_runs?_/)).toEqual([
    'limbeck_runs_finished_total{recipe="law",outcome="done"} 1',
  ]);
});

describe('calls of a model', () => {
  const answer = {
    answer: { text: 'x', finish_reason: 'stop', usage: { prompt_tokens: 7, completion_tokens: 2 } },
    facts: {},
  };
  const state: EndpointState = { name: 'teacher', circuit: 'open', limit: 4, inFlight: 3, waiting: 12 };

  /** A provider that does one thing a call, in turn. */
  function provider(script: readonly ((context: CallContext) => ProviderAnswer)[]): OnlineProvider {
    const left = [...script];
    return {
      kind: 'online',
      call: async (_, context) => left.shift()!(context),
      state: () => state,
      close: async () => undefined,
    };
  }

  test('are counted by how they end, with their tokens, waits and the state of the endpoint', async () => {
    const metrics = await start();
    const fails = (): never => {
      throw new LimbeckError({ code: 'teacher-failed', message: 'no', kind: 'transient' });
    };
    const waits = (context: CallContext): ProviderAnswer => {
      context.onWaiting?.('teacher: rate limit (429)', 10);
      return answer;
    };
    const inner = provider([() => answer, waits, fails, fails]);
    const measured = metrics.provider!('teacher', inner) as OnlineProvider;
    const told: string[] = [];
    const { signal } = new AbortController();
    const request = { messages: [], sampling: {} } as unknown as Parameters<OnlineProvider['call']>[0];
    const call = (by: AbortSignal): Promise<unknown> =>
      measured.call(request, { signal: by, onWaiting: (because) => told.push(because) }).catch(() => undefined);
    for (const by of [signal, signal, signal, AbortSignal.abort()]) await call(by);
    expect(told).toEqual(['teacher: rate limit (429)']);
    expect(await linesOf(metrics, /^limbeck_(requests|tokens|retries|endpoint|circuit|request_seconds_count)/)).toEqual(
      [
        'limbeck_requests_total{model="teacher",outcome="answered"} 2',
        'limbeck_requests_total{model="teacher",outcome="transient"} 1',
        'limbeck_requests_total{model="teacher",outcome="stopped"} 1',
        'limbeck_request_seconds_count{model="teacher"} 4',
        'limbeck_tokens_total{model="teacher",direction="prompt"} 14',
        'limbeck_tokens_total{model="teacher",direction="completion"} 4',
        'limbeck_retries_total{model="teacher",reason="rate-limit"} 1',
        'limbeck_endpoint_in_flight{model="teacher"} 3',
        'limbeck_endpoint_limit{model="teacher"} 4',
        'limbeck_endpoint_waiting{model="teacher"} 12',
        'limbeck_circuit_state{model="teacher"} 2',
      ],
    );
  });

  test.each([
    ['teacher: rate limit (429)', 'rate-limit'],
    ['teacher: overloaded (503)', 'status-5xx'],
    ['teacher: it keeps failing (overloaded (503)); pausing', 'circuit'],
    ['teacher: its limit per minute', 'own-limit'],
    ['teacher: cannot be reached (ECONNREFUSED)', 'connection'],
    ['the moon', 'other'],
  ])('wait for one of few reasons: %s', (because, reason) => expect(reasonOfWait(because)).toBe(reason));
});

test('metrics are served to programs of this machine, or to who has the token, and nothing else is', async () => {
  const metrics = await start();
  const open = await serveMetrics(metrics, { host: '127.0.0.1', port: 0 }, async () => 'temporal_x 1\n');
  const guarded = await serveMetrics(metrics, { host: '127.0.0.1', port: 0, token: 'secret' }, async () => '');
  try {
    const get = async (url: string, headers: Record<string, string> = {}): Promise<number> =>
      (await fetch(url, { headers })).status;
    const answer = await fetch(open.url);
    expect(answer.headers.get('content-type')).toBe(metrics.contentType);
    expect(await answer.text()).toMatch(/^limbeck_process_resident_memory_bytes \d+$[^]*^temporal_x 1$/m);
    expect(await get(open.url.replace('/metrics', '/'))).toBe(404);
    expect(await get(guarded.url)).toBe(401);
    expect(await get(guarded.url, { authorization: 'Bearer wrong' })).toBe(401);
    expect(await get(guarded.url, { authorization: 'Bearer secret' })).toBe(200);
  } finally {
    await open.close();
    await guarded.close();
  }
});

test('docs/operations.md has one row for each metric of ours', async () => {
  const metrics = await start();
  metrics.ledger?.(createMemoryLedger());
  const names = (await metrics.text()).match(/^# TYPE limbeck_(?!process_|nodejs_)\S+/gm) ?? [];
  const rows = readFileSync(join(repoRoot, 'docs', 'operations.md'), 'utf8').matchAll(/^\| `(limbeck_\w+)` \|/gm);
  expect(new Set([...rows].map(([, name]) => name))).toEqual(
    new Set(names.map((line) => line.replace(/^# TYPE (\S+).*$/, '$1'))),
  );
});

test.each([
  ['9464', {}, { host: '127.0.0.1', port: 9464 }],
  ['[::1]:9464', {}, { host: '::1', port: 9464 }],
  ['0.0.0.0:9464', { LIMBECK_METRICS_TOKEN: 't' }, { host: '0.0.0.0', port: 9464, token: 't' }],
])('--metrics %s', (text, env, address) => expect(parseMetricsAddress(text, env)).toEqual(address));

test.each([
  ['0.0.0.0:9464', 'metrics-need-token'],
  ['here', 'usage'],
  ['127.0.0.1:70000', 'usage'],
])('--metrics %s is refused: %s', (text, code) => {
  expect(() => parseMetricsAddress(text, {})).toThrow(expect.objectContaining({ code }));
});
