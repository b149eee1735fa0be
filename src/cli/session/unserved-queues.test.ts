import type { Client } from '@temporalio/client';
import type { Plan } from '../../../schemas/generated/plan.js';
import { applyEvent, createRunView, type RunView } from '../../core/run/run-view.js';
import type { RunEventInput } from '../../runs/contract.js';
import { findUnserved } from './unserved-queues.js';

const nowMs = Date.parse('2026-11-24T10:00:00Z');
const plan = {
  steps: [
    { id: 'read', parts: [{ name: 'rows', queue: 'teacher-big' }] },
    { id: 'tune', parts: [{ name: 'tune', queue: 'gpu-default' }] },
  ],
} as unknown as Plan;
const begun: RunEventInput[] = [
  { type: 'run-started', run: 'r', recipe: 'x', attempt: 1, steps: ['read', 'tune'] },
  { type: 'step-started', step: 'read', key: 'k', rows: 3 },
  { type: 'step-started', step: 'tune', key: 't' },
];

function viewOf(events: readonly RunEventInput[]): RunView {
  const view = createRunView();
  for (const event of events) applyEvent(view, { at: '2026-11-24T09:59:00Z', ...event });
  return view;
}

/** A service where workers asked for work of these queues so many seconds ago. */
function service(asked: Readonly<Record<string, number>>): Client {
  const describeTaskQueue = async ({
    taskQueue,
  }: {
    readonly taskQueue: { readonly name: string };
  }): Promise<unknown> => {
    const ago = asked[taskQueue.name];
    return { pollers: ago === undefined ? [] : [{ lastAccessTime: { seconds: nowMs / 1000 - ago } }] };
  };
  return { options: { namespace: 'default' }, workflowService: { describeTaskQueue } } as unknown as Client;
}

const find = async (client: Client, view: RunView): Promise<unknown> =>
  Object.fromEntries(await findUnserved({ client, queuePrefix: 'p', plan, view, nowMs }));

test('a step that was begun and has nothing done names the queue that nobody serves', async () => {
  const view = viewOf(begun);
  expect(await find(service({ 'p-teacher-big': 5 }), view)).toEqual({ tune: 'gpu-default' });
  expect(await find(service({ 'p-teacher-big': 5, 'p-gpu-default': 600 }), view)).toEqual({ tune: 'gpu-default' });
  expect(await find(service({ 'p-teacher-big': 5, 'p-gpu-default': 60 }), view)).toEqual({});
});

test('a run that nobody has taken up waits on the queue of workflows; one that trains waits for nobody', async () => {
  expect(await find(service({}), viewOf([]))).toEqual({ '': 'flow' });
  const trains: RunEventInput = { type: 'trainer-started', step: 'tune', token: 1, worker: 'w' };
  expect(await find(service({ 'p-teacher-big': 1 }), viewOf([...begun, trains]))).toEqual({});
  expect(await find(service({}), viewOf([...begun, { type: 'run-finished', outcome: 'paused' }]))).toEqual({});
});

test('a service that does not answer says nothing of its queues', async () => {
  const describeTaskQueue = (): Promise<never> => Promise.reject(new Error('unavailable'));
  const silent = { options: { namespace: 'd' }, workflowService: { describeTaskQueue } } as unknown as Client;
  expect(await find(silent, viewOf(begun))).toEqual({});
});
