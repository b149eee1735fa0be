import type { RunEvent } from '../../schemas/generated/run-event.js';
import { applyEvent, createRunView, noSpend } from './run-view.js';

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
