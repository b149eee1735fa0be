import { startTraceCollector } from '../../../test/support/trace-collector.js';
import { createMemoryRuns } from '../../../test/support/memory-stores.js';
import { smallPlan } from '../../../test/support/small-plan.js';
import type { Activities } from '../../core/ports.js';
import { LimbeckError } from '../../core/errors.js';
import type { OnlineProvider } from '../../models/contract.js';
import type { RunEventInput } from '../../runs/contract.js';
import type { Observer } from '../observer.js';
import { createTraces } from './create-traces.js';
import { createSpanWriter, otlpExporter } from './span-writer.js';
import { parseTracesUrl } from './traces-url.js';

const secret = 'sk-very-secret';
const rowText = 'The tenant shall pay';
const request = { messages: [{ role: 'user', content: rowText }], sampling: {} } as unknown as Parameters<
  OnlineProvider['call']
>[0];
const answer = {
  answer: { text: rowText, finish_reason: 'stop', usage: { prompt_tokens: 7, completion_tokens: 2 } },
  facts: {},
};

/** Two workers do a run of one step and a training; the second begins where the first ended. */
async function runTraced(url: string): Promise<void> {
  const runs = createMemoryRuns();
  await runs.create('law-1', smallPlan({ name: 'law', data: { rows: 9 }, steps: [] }), '');
  const provider: OnlineProvider = {
    kind: 'online',
    call: async () => {
      if (calls++ === 1)
        throw new LimbeckError({ code: 'teacher-failed', message: `${secret} ${rowText}`, kind: 'transient' });
      return answer;
    },
    close: async () => undefined,
  };
  let calls = 0;

  const worker = (name: string): { observer: Observer; activities: Activities } => {
    const observer = createTraces({ runs, writer: createSpanWriter(otlpExporter(parseTracesUrl(url), 200), name) });
    const tell = async (event: RunEventInput): Promise<void> => {
      await runs.append('law-1', event);
      observer.event?.('law-1', (await runs.events('law-1')).at(-1)!);
    };
    const seen = observer.provider!('teacher', provider) as OnlineProvider;
    const ask = (): Promise<unknown> =>
      seen.call(request, { signal: new AbortController().signal }).catch(() => undefined);
    const counts = { in: 9, out: 9, rejected: 0, failed: 0, reasons: {} };
    const spend = { calls: 2, reused: 0, prompt_tokens: 7, completion_tokens: 2 };
    const activities = {
      openRun: () => tell({ type: 'run-started', run: 'law-1', recipe: 'law', attempt: 1, steps: ['read', 'tune'] }),
      prepareStep: ({ step }: { readonly step: string }) => tell({ type: 'step-started', step, key: 'k' }),
      runChunk: async () => {
        for (let index = 0; index < 150; index++) await ask();
      },
      sealStep: () =>
        tell({
          type: 'step-finished',
          step: 'read',
          key: 'k',
          reused: false,
          counts,
          spend,
          outputs: {},
          duration_ms: 50,
        }),
      runTraining: async () => {
        await tell({ type: 'checkpoint-written', step: 'tune', token: 1, at_step: 5 });
        throw new LimbeckError({ code: 'trainer-killed', message: rowText, kind: 'transient' });
      },
      closeRun: () =>
        tell({ type: 'run-finished', outcome: 'failed', error: { code: 'trainer-killed', message: rowText } }),
    };
    return { observer, activities: observer.activities!(activities as unknown as Activities) };
  };

  const [first, second] = [worker('1@a'), worker('2@b')];
  type Call = (input: Readonly<Record<string, unknown>>) => Promise<unknown>;
  const does = async (by: { readonly activities: Activities }, name: keyof Activities, more = {}): Promise<void> => {
    await (by.activities[name] as unknown as Call)({ run: 'law-1', ...more }).catch(() => undefined);
  };
  await does(first, 'openRun');
  await does(first, 'prepareStep', { step: 'read' });
  await does(first, 'runChunk', { step: 'read', part: 'rows', from: 0, to: 9 });
  await does(second, 'sealStep', { step: 'read' });
  await does(second, 'prepareStep', { step: 'tune' });
  await does(second, 'runTraining', { step: 'tune' });
  await does(second, 'closeRun');
  for (const { observer } of [first, second]) await observer.close?.();
}

test('spans of two workers make one tree: run, steps, activities, some of the calls; without text or secrets', async () => {
  const collector = await startTraceCollector();
  try {
    await runTraced(collector.url);
    const spans = collector.spans();
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    const nameOf = new Map(spans.map(({ spanId, name }) => [spanId, name]));
    const tree = spans
      .map(({ name, parentSpanId, status }) =>
        `${nameOf.get(parentSpanId ?? '') ?? 'nothing'} > ${name} ${status.message ?? ''}`.trim(),
      )
      .toSorted();
    expect(tree).toEqual([
      'nothing > run law-1 trainer-killed',
      'run law-1 > closeRun',
      'run law-1 > step read',
      'run law-1 > step tune',
      'runChunk > call teacher',
      'runChunk > call teacher',
      'runChunk > call teacher',
      'runChunk > call teacher teacher-failed',
      'step read > prepareStep',
      'step read > runChunk',
      'step read > sealStep',
      'step tune > prepareStep',
      'step tune > runTraining trainer-killed',
    ]);
    const read = spans.find(({ name }) => name === 'step read')!;
    expect((Number(read.endTimeUnixNano) - Number(read.startTimeUnixNano)) / 1e6).toBeCloseTo(50, 0);
    expect(spans.find(({ name }) => name === 'runTraining')?.events.map(({ name }) => name)).toEqual([
      'checkpoint-written',
    ]);
    expect(Object.fromEntries(read.attributes.map(({ key, value }) => [key, Object.values(value)[0]]))).toEqual({
      'limbeck.run': 'law-1',
      'limbeck.recipe': 'law',
      'limbeck.step': 'read',
      'limbeck.state': 'done',
      'limbeck.rows_in': 9,
      'limbeck.rows_out': 9,
      'limbeck.failed': 0,
      'limbeck.rejected': 0,
      'limbeck.calls': 2,
    });
    for (const text of [secret, rowText]) expect(collector.body()).not.toContain(text);
  } finally {
    await collector.close();
  }
});

test('a collector that is not there holds up nothing and breaks nothing', async () => {
  const collector = await startTraceCollector();
  await collector.close();
  await expect(runTraced(collector.url)).resolves.toBeUndefined();
});

test('the address of a collector may leave its usual path out', () => {
  expect(parseTracesUrl('http://127.0.0.1:4318')).toBe('http://127.0.0.1:4318/v1/traces');
  expect(parseTracesUrl('https://traces.example/otlp')).toBe('https://traces.example/otlp');
  expect(() => parseTracesUrl('4318')).toThrow(expect.objectContaining({ code: 'usage' }));
});
