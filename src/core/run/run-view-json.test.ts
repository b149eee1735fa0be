import Ajv from 'ajv/dist/2020.js';
import type { RunEvent } from '../../../schemas/generated/run-event.js';
import runEventSchema from '../../../schemas/run-event.schema.json';
import runViewSchema from '../../../schemas/run-view.schema.json';
import { runViewFromJson, runViewToJson } from './run-view-json.js';
import { applyEvent, createRunView, type RunView } from './run-view.js';

const spend = { calls: 3, reused: 1, prompt_tokens: 30, completion_tokens: 9, cost_nanousd: 12 };
const counts = { in: 4, out: 3, rejected: 1, rejected_drafts: 4, failed: 0, reasons: { 'no-answer': 4 } };
const trouble = { code: 'endpoint-failed', message: 'It answered 500.', hint: 'Wait.' };

/** A run with every type of event: it fails, is resumed, and is paused. */
const run: readonly Record<string, unknown>[] = [
  { type: 'run-started', run: 'r-1', recipe: 'trial', attempt: 1, steps: ['read', 'tune', 'late'] },
  { type: 'worker-joined', worker: 'w-1', queues: ['cpu'] },
  { type: 'step-started', step: 'read', key: 'k', rows: 4 },
  {
    type: 'attempt-started',
    step: 'read',
    activity: 'runChunk',
    part: 'rows',
    from: 0,
    to: 4,
    attempt: 1,
    worker: 'w-1',
  },
  { type: 'model-asked', step: 'read', model: 'teacher' },
  { type: 'step-progress', step: 'read', part: 'rows', chunk: 0, done: 2, failed: 0, rejected: 1, spend, paid: spend },
  { type: 'circuit-opened', step: 'read', model: 'teacher', because: 'status 500', ms: 900 },
  { type: 'waiting', step: 'read', because: 'status 429', ms: 5_000 },
  { type: 'wait-ended', step: 'read', because: 'status 429', ms: 5_000 },
  { type: 'circuit-closed', step: 'read', model: 'teacher' },
  {
    type: 'attempt-failed',
    step: 'read',
    activity: 'runChunk',
    part: 'rows',
    from: 0,
    to: 4,
    attempt: 1,
    worker: 'w-1',
    error: trouble,
    retried: true,
  },
  {
    type: 'step-finished',
    step: 'read',
    key: 'k',
    reused: false,
    counts,
    spend,
    outputs: { rows: 'd' },
    duration_ms: 5,
  },
  { type: 'review-waiting', step: 'read', review: 'v', rows: 2, file: 'review.jsonl' },
  { type: 'review-finished', step: 'read', by: 'A. Counsel', rows: 2, edited: 1, removed: 0 },
  { type: 'gate', step: 'read', expression: 'rows > 1', met: true },
  { type: 'step-started', step: 'tune', key: 't' },
  { type: 'trainer-started', step: 'tune', token: 1, worker: 'w-1' },
  { type: 'training-progress', step: 'tune', phase: 'training', at_step: 1, total_steps: 9, loss: 2.5 },
  { type: 'checkpoint-written', step: 'tune', token: 1, at_step: 1 },
  { type: 'trainer-resumed', step: 'tune', token: 2, at_step: 1, skipped: [] },
  { type: 'training-progress', step: 'tune', phase: 'training', at_step: 2, total_steps: 9, loss: 2.25 },
  { type: 'step-failed', step: 'tune', error: trouble },
  { type: 'step-skipped', step: 'late', because: '"tune" was skipped' },
  { type: 'round-finished', loop: 'rounds', round: 1, stop: false, kept: 1, value: 0.5 },
  { type: 'note', level: 'warning', message: 'Short of its target.', step: 'read' },
  { type: 'engine-restarted', because: 'it was killed' },
  { type: 'run-finished', outcome: 'failed', error: trouble },
  { type: 'budget-raised', limits: ['usd'] },
  { type: 'run-started', run: 'r-1', recipe: 'trial', attempt: 2, steps: ['read', 'tune', 'late'] },
  {
    type: 'step-finished',
    step: 'read',
    key: 'k',
    reused: true,
    counts,
    spend,
    outputs: { rows: 'd' },
    duration_ms: 5,
  },
  { type: 'pause-asked' },
  { type: 'cancel-asked' },
  { type: 'worker-left', worker: 'w-1' },
  { type: 'run-finished', outcome: 'paused' },
];
const events = run.map(
  (event, second) => ({ at: new Date(second * 1_000).toISOString(), ...event }) as unknown as RunEvent,
);

function fold(view: RunView, some: readonly RunEvent[]): RunView {
  for (const event of some) applyEvent(view, event);
  return view;
}

test('a view that went out as JSON in the midst of a run is folded on as if it had stayed', () => {
  const whole = fold(createRunView(), events);
  for (let cut = 0; cut <= events.length; cut++) {
    const sent = JSON.stringify(runViewToJson(fold(createRunView(), events.slice(0, cut))));
    const taken = runViewFromJson(JSON.parse(sent) as ReturnType<typeof runViewToJson>);
    expect(fold(taken, events.slice(cut))).toEqual(whole);
  }
});

test('at every moment of a run its view fits the schema', () => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  const fitsEvent = ajv.compile(runEventSchema);
  const fits = ajv.compile(runViewSchema);
  const view = createRunView();
  for (const event of events) {
    expect([event.type, fitsEvent(event as unknown)]).toEqual([event.type, true]);
    applyEvent(view, event);
    const json: unknown = JSON.parse(JSON.stringify(runViewToJson(view)));
    expect(fits(json) ? [] : [event.type, fits.errors]).toEqual([]);
  }
});

test('every type of event was in that run', () => {
  const types = Object.values<{ properties: object }>(runEventSchema.$defs).flatMap(({ properties }) => {
    const { type } = properties as { type?: { const?: string } };
    return type?.const ?? [];
  });
  expect(new Set(events.map(({ type }) => type))).toEqual(new Set(types));
});
