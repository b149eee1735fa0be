import type { RunEvent } from '../../../schemas/generated/run-event.js';
import { addSpend, noSpend } from './spend.js';
import { applyEvent, createRunView } from './run-view.js';

const tokensOf = (calls: number) => ({ prompt_tokens: 9 * calls, completion_tokens: calls });

const paid = { calls: 300, reused: 0, prompt_tokens: 9, completion_tokens: 3 };

function finished(key: string, reused: boolean): RunEvent {
  const spend = reused ? noSpend : paid;
  const counts = { in: 3, out: 3, rejected: 0, failed: 0 };
  const event = { type: 'step-finished', step: 'read', key, reused, counts, spend, outputs: {}, duration_ms: 1 };
  return { seq: 1, at: '2026-01-01T00:00:00.000Z', ...event } as RunEvent;
}

function spendAfter(...events: RunEvent[]): unknown {
  const view = createRunView();
  for (const event of events) applyEvent(view, event);
  return view.steps.get('read')?.spend;
}

test('a step that a resume finds complete keeps what this run paid for it', () => {
  expect(spendAfter(finished('a', false), finished('a', true), finished('a', true))).toEqual(paid);
});

test('a step that another run made costs this one nothing', () => {
  expect(spendAfter(finished('a', true))).toEqual(noSpend);
  expect(spendAfter(finished('a', false), finished('b', true))).toEqual(noSpend);
});

test('a chunk that a resume takes up again costs what both attempts paid', () => {
  const progress = (chunk: number, calls: number, reused: number, all: number): RunEvent => ({
    at: '2026-01-01T00:00:00.000Z',
    type: 'step-progress',
    step: 'read',
    part: 'rows',
    chunk,
    done: calls + reused,
    failed: 0,
    rejected: 0,
    spend: { ...tokensOf(calls), calls, reused, cost_nanousd: 5 * calls },
    paid: { ...tokensOf(all), calls: all, reused: 0, cost_nanousd: 5 * all },
  });
  const before = [progress(0, 100, 0, 100), progress(1, 40, 0, 140)];
  expect(spendAfter(...before)).toEqual({ ...tokensOf(140), calls: 140, reused: 0, cost_nanousd: 700 });
  expect(spendAfter(...before, progress(1, 60, 40, 200))).toEqual({
    ...tokensOf(200),
    calls: 200,
    reused: 0,
    cost_nanousd: 1000,
  });
});

test('a sum says how many of its calls have no known price', () => {
  const priced = { ...tokensOf(2), calls: 2, reused: 0, cost_nanousd: 7 };
  const unknown = { ...tokensOf(3), calls: 3, reused: 0 };
  expect(addSpend(priced, unknown)).toEqual({ ...tokensOf(5), calls: 5, reused: 0, cost_nanousd: 7, unpriced: 3 });
  expect(addSpend(unknown, unknown)).toEqual({ ...tokensOf(6), calls: 6, reused: 0, unpriced: 6 });
});

const at = (second: number): string => new Date(Date.parse('2026-01-01T00:00:00Z') + second * 1000).toISOString();

function stepAfter(...events: readonly unknown[]): unknown {
  const view = createRunView();
  for (const event of events) applyEvent(view, event as RunEvent);
  return view.steps.get('read');
}

test('attempts are counted once, however often they are told', () => {
  const work = { step: 'read', activity: 'runChunk', part: 'rows', from: 0, to: 9, worker: 'w' };
  const error = { code: 'teacher-down', message: 'It is down.' };
  const events = [
    { at: at(1), type: 'attempt-failed', ...work, attempt: 1, error, retried: true },
    { at: at(2), type: 'attempt-started', ...work, attempt: 2 },
    { at: at(3), type: 'attempt-started', ...work, from: 9, to: 12, attempt: 4 },
  ];
  expect(stepAfter(...events, ...events)).toMatchObject({ state: 'waiting', retries: 4, trouble: error });
});

test('a wait lasts its time, whatever is done beside it', () => {
  const waiting = { at: at(0), type: 'waiting', step: 'read', because: '429', ms: 12_000 };
  const progress = { step: 'read', type: 'step-progress', part: 'rows', chunk: 0, done: 1, failed: 0, rejected: 0 };
  const busy = { ...progress, at: at(3), spend: noSpend };
  expect(stepAfter(waiting, busy)).toMatchObject({ waiting: '429', waitingUntil: Date.parse(at(12)) });
  expect(stepAfter(waiting, { ...busy, at: at(13) })).not.toHaveProperty('waiting');
  expect(stepAfter(waiting, { at: at(4), type: 'wait-ended', step: 'read', because: '429', ms: 4 })).not.toHaveProperty(
    'waiting',
  );
});

test('events of a newer version are passed over', () => {
  const view = createRunView();
  applyEvent(view, { at: at(0), type: 'moon-risen', phase: 'full' } as unknown as RunEvent);
  expect(view).toEqual(createRunView());
});

test('what a stopped worker still says of a step that others have finished changes nothing but what was paid', () => {
  const view = createRunView();
  const late = {
    at: '2026-01-01T00:00:00.000Z',
    type: 'step-progress',
    step: 'read',
    part: 'rows',
    chunk: 0,
    done: 1,
    failed: 0,
    rejected: 0,
    spend: noSpend,
    paid: { ...paid, calls: 301 },
  } as const;
  for (const event of [finished('a', false), late]) applyEvent(view, event);
  expect(view.steps.get('read')).toMatchObject({ state: 'done', done: 3, spend: paid, paid: { calls: 301 } });
});
