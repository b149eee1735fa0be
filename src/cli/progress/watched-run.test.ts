import type { RunEvent } from '../../../schemas/generated/run-event.js';
import type { RunEventInput } from '../../runs/contract.js';
import { createStyle } from '../output/style.js';
import { createLivePrinter } from './live-printer.js';
import { createPlainPrinter } from './plain-printer.js';

const begin = Date.parse('2026-11-24T10:00:00Z');
beforeEach(() => jest.useFakeTimers({ now: begin }));
afterEach(() => jest.useRealTimers());

const at = (second: number, event: RunEventInput): RunEvent => ({
  at: new Date(begin + second * 1000).toISOString(),
  ...event,
});
const labelled = (calls: number): RunEvent =>
  at(calls / 20, {
    type: 'step-progress',
    step: 'label',
    part: 'rows',
    chunk: 0,
    done: calls,
    failed: 0,
    rejected: 0,
    spend: {
      calls,
      reused: 0,
      prompt_tokens: calls * 150,
      completion_tokens: calls * 50,
      cost_nanousd: calls * 40_000,
    },
  });

/** A run with all that can go wrong and be waited for, as its workers tell it over 20 seconds. */
const story: readonly RunEvent[] = [
  at(0, {
    type: 'run-started',
    run: 'law-1',
    recipe: 'law',
    attempt: 2,
    steps: ['label', 'judge', 'tune', 'probe', 'later'],
  }),
  at(0, { type: 'worker-joined', worker: '7@here', queues: ['flow', 'cpu'] }),
  at(0, { type: 'step-started', step: 'label', key: 'k', rows: 1_000 }),
  labelled(100),
  at(8, {
    type: 'attempt-started',
    step: 'label',
    activity: 'runChunk',
    part: 'rows',
    from: 0,
    to: 1_000,
    attempt: 2,
    worker: '7@here',
  }),
  labelled(400),
  at(1, { type: 'step-started', step: 'judge', key: 'j', rows: 50 }),
  at(18, {
    type: 'circuit-opened',
    step: 'judge',
    model: 'teacher',
    because: 'overloaded (503)',
    ms: 8_000,
  }),
  at(1, { type: 'step-started', step: 'tune', key: 't' }),
  at(2, { type: 'trainer-started', step: 'tune', token: 2, worker: '7@here' }),
  at(3, { type: 'trainer-resumed', step: 'tune', token: 2, at_step: 40, skipped: [] }),
  at(18, {
    type: 'training-progress',
    step: 'tune',
    phase: 'training',
    at_step: 55,
    total_steps: 100,
    loss: 1.5,
    tokens_per_second: 900,
  }),
  at(19, { type: 'step-started', step: 'probe', key: 'p', rows: 9 }),
  at(20, { type: 'waiting', step: 'label', because: 'teacher: too many requests (429)', ms: 12_000 }),
];

function frameAt(columns: number): readonly string[] {
  const writes: string[] = [];
  const printer = createLivePrinter({
    terminal: { columns, rows: 24, write: (text: string) => writes.push(text) },
    style: createStyle({ isTTY: false }, {}),
    now: Date.now,
  });
  for (const event of story) printer.event(event, true);
  printer.unserved(new Map([['probe', 'gpu-default']]));
  jest.setSystemTime(begin + 20_000 - 80);
  jest.advanceTimersByTime(80);
  printer.close();
  const frame = writes.findLast((text) => text.includes('law-1')) ?? '';
  const [, block = frame] = frame.split('\u001B[0J');
  return block
    .trimEnd()
    .replaceAll(/[\u2800-\u28FF]/g, '*')
    .split('\n');
}

test('a watched run at 120 columns', () => {
  expect(frameAt(120)).toEqual([
    'law-1  20 s',
    '  * label   waiting 12 s: teacher: too many requests (429)  400/1,000 rows  20 rows/s  30 s left  4,000 tokens/s',
    '  * judge   waiting 6.0 s: teacher: it keeps failing (overloaded (503))  0/50 rows',
    '  * tune    step 55/100  loss 1.50  900 tokens/s  resumed at 40',
    '  * probe   queued: no worker is free on queue gpu-default  0/9 rows',
    '  . later   waiting',
    '  400 calls  80.0 k tokens  $0.02',
  ]);
});

test('a watched run at 80 columns keeps what is most telling, and no half facts', () => {
  expect(frameAt(80)).toEqual([
    'law-1  20 s',
    '  * label   waiting 12 s: teacher: too many requests (429)  400/1,000 rows',
    '  * judge   waiting 6.0 s: teacher: it keeps failing (overloaded (503))',
    '  * tune    step 55/100  loss 1.50  900 tokens/s  resumed at 40',
    '  * probe   queued: no worker is free on queue gpu-default  0/9 rows',
    '  . later   waiting',
    '  400 calls  80.0 k tokens  $0.02',
  ]);
});

test('without a terminal every turn of events is a line, and a wait says how long', () => {
  const lines: string[] = [];
  const printer = createPlainPrinter({ write: (line) => lines.push(line), now: Date.now });
  for (const event of story) {
    jest.setSystemTime(Date.parse(event.at));
    printer.event(event, false);
  }
  printer.unserved(new Map([['probe', 'gpu-default']]));
  printer.unserved(new Map([['probe', 'gpu-default']]));
  printer.close();
  expect(lines).toEqual([
    'law-1: resumed (attempt 2), 5 steps',
    'worker 7@here takes part',
    'label: running  0/1,000 rows',
    'label: runChunk rows 0 to 1,000: attempt 2, by worker 7@here',
    'judge: running  0/50 rows',
    'judge: teacher keeps failing (overloaded (503)); nothing is asked for a while',
    'tune: running  queued',
    'tune: the trainer starts again (token 2)',
    'tune: training goes on from step 40 (token 2)',
    'tune: running  step 55/100  loss 1.50  900 tokens/s  resumed at 40',
    'probe: running  0/9 rows',
    'label: waiting 12 s: teacher: too many requests (429)',
    'probe: queued: no worker is free on queue gpu-default',
  ]);
});
