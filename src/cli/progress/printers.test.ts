import type { RunEvent } from '../../../schemas/generated/run-event.js';
import { createStyle, fitTo, visibleLength } from '../output/style.js';
import { createLivePrinter } from './live-printer.js';
import { createJsonPrinter, createPlainPrinter } from './plain-printer.js';
import { createRate } from './rate.js';

const plain = createStyle({ isTTY: false }, {});
const spend = { calls: 90, reused: 10, prompt_tokens: 9_000, completion_tokens: 1_000, cost_nanousd: 5_000_000 };

beforeEach(() => jest.useFakeTimers({ now: Date.parse('2026-11-24T10:00:00Z') }));
afterEach(() => jest.useRealTimers());

const at = (second: number): string => new Date(Date.parse('2026-11-24T10:00:00Z') + second * 1000).toISOString();

const events: RunEvent[] = [
  {
    at: at(0),
    type: 'run-started',
    run: 'terms-1',
    recipe: 'terms',
    attempt: 1,
    steps: ['read', 'a-step-with-a-very-long-name-indeed', 'tune'],
  },
  { at: at(0), type: 'step-started', step: 'read', key: 'k', rows: 400 },
  {
    at: at(1),
    type: 'step-progress',
    step: 'read',
    part: 'rows',
    chunk: 0,
    done: 50,
    failed: 0,
    rejected: 0,
    spend: { ...spend, calls: 40 },
  },
  { at: at(2), type: 'step-progress', step: 'read', part: 'rows', chunk: 0, done: 100, failed: 2, rejected: 1, spend },
  { at: at(2), type: 'step-started', step: 'tune', key: 't' },
  {
    at: at(2),
    type: 'training-progress',
    step: 'tune',
    phase: 'training',
    at_step: 10,
    total_steps: 1000,
    loss: 2.3456,
    tokens_per_second: 12_345,
  },
];

test('the live block fits eighty columns and says what runs, how fast, how much is left', () => {
  let written = '';
  const terminal = { columns: 80, rows: 24, write: (text: string) => (written += text) };
  const printer = createLivePrinter({
    terminal,
    style: plain,
    now: Date.now,
    footer: 'Ctrl-C stops safely; limbeck resume terms-1 goes on',
  });
  for (const event of events) printer.event(event, false);
  jest.setSystemTime(Date.parse(at(2)));
  jest.advanceTimersByTime(80);
  const frame = written.split('\u001B[0J').at(-1)!.replace('\u001B[?25l', '');
  for (const line of frame.split('\n')) expect(visibleLength(line)).toBeLessThan(80);
  expect(frame).toMatch(/^ {2}. read +100\/400 rows {2}2 failed {2}1 rejected {2}52 rows\/s$/m);
  expect(frame).toContain('a-step-with-a-ver…');
  expect(frame).toMatch(/tune +step 10\/1,000 {2}loss 2\.35 {2}12\.3 k tokens\/s/);
  expect(frame).toContain('90 calls  10 reused  10.0 k tokens  $0.0050');
  printer.close();
  expect(written.endsWith('\u001B[?25h')).toBe(true);
  expect(written.split('\u001B[0J').at(-1)).not.toContain('Ctrl-C');
});

test('the live block is drawn over itself, notices stay above it', () => {
  const writes: string[] = [];
  const printer = createLivePrinter({
    terminal: { columns: 80, rows: 24, write: (text: string) => writes.push(text) },
    style: plain,
    now: Date.now,
  });
  for (const event of events) printer.event(event, false);
  jest.advanceTimersByTime(80);
  printer.notice('The engine died and was started again.');
  jest.advanceTimersByTime(80);
  const expected = '\u001B[5A\u001B[0Jnote: The engine died and was started again.\nterms-1';
  expect(writes.at(-1)?.slice(0, expected.length)).toBe(expected);
  printer.close();
});

test('a block taller than the screen is cut around what runs', () => {
  const steps = Array.from({ length: 60 }, (_, index) => `step-${index}`);
  let written = '';
  const printer = createLivePrinter({
    terminal: { columns: 80, rows: 12, write: (text: string) => (written += text) },
    style: plain,
    now: Date.now,
  });
  printer.event({ at: at(0), type: 'run-started', run: 'r', recipe: 'r', attempt: 1, steps }, false);
  for (const step of steps.slice(0, 30))
    printer.event({ at: at(0), type: 'step-skipped', step, because: 'not wanted' }, false);
  jest.advanceTimersByTime(80);
  const lines = written.trim().split('\n');
  expect(lines.length).toBeLessThanOrEqual(12);
  expect(written).toContain('step-30');
  printer.close();
});

test('without a terminal there is one line per change of state, and one every ten seconds', () => {
  const lines: string[] = [];
  const printer = createPlainPrinter({ write: (line) => lines.push(line), now: Date.now });
  for (const event of [...events, ...events.slice(1)]) printer.event(event, false);
  expect(lines).toEqual([
    'terms-1: started, 3 steps',
    'read: running  0/400 rows',
    'tune: running  queued',
    expect.stringMatching(/^tune: running {2}step 10\/1,000/),
  ]);
  jest.advanceTimersByTime(10_000);
  expect(lines.slice(4)).toEqual([
    expect.stringMatching(/^read: running {2}100\/400 rows/),
    expect.stringMatching(/^tune: running/),
  ]);
  printer.event({ at: at(9), type: 'waiting', step: 'read', because: '429 from teacher' }, false);
  expect(lines.at(-1)).toBe('read: waiting: 429 from teacher');
  printer.event({ at: at(9), type: 'run-finished', outcome: 'done' }, false);
  expect(lines.at(-1)).toBe('terms-1: done  90 calls  10 reused  10.0 k tokens  $0.0050');
  printer.close();
});

test('what happened before somebody came is not told again', () => {
  const lines: string[] = [];
  const printer = createPlainPrinter({ write: (line) => lines.push(line), now: Date.now });
  for (const event of events) printer.event(event, true);
  for (const event of events.slice(1)) printer.event(event, false);
  printer.close();
  expect(lines).toEqual([]);
});

test('for programs every event is one line of JSON', () => {
  const lines: string[] = [];
  const printer = createJsonPrinter((line) => lines.push(line));
  for (const event of events) printer.event(event, false);
  printer.notice('not an event');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(events);
});

test('a rate forgets what is long ago, and starts anew when a count falls', () => {
  const rate = createRate();
  expect(rate.perSecond(0)).toBeUndefined();
  rate.add(0, 0);
  rate.add(10_000, 100);
  expect(rate.perSecond(10_000)).toBe(10);
  rate.add(40_000, 1_000);
  rate.add(50_000, 2_000);
  expect(rate.perSecond(50_000)).toBeCloseTo(47.5, 1);
  rate.add(51_000, 10);
  expect(rate.perSecond(51_000)).toBeUndefined();
});

test('a line is cut by what is seen of it, and its colours stay whole', () => {
  const red = createStyle({ isTTY: true }, {}).red('abcdef');
  expect(visibleLength(red)).toBe(6);
  expect(fitTo(red, 6)).toBe(red);
  expect(fitTo(red, 4)).toBe('\u001B[31mabc\u001B[39m…');
});
