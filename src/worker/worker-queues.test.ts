import { chooseQueues, queuesOf } from './worker-queues.js';

const profile = {
  models: { teacher: { provider: 'openai' }, judge: { provider: 'openai' }, student: { provider: 'transformers' } },
  gpu_pools: { default: { slots: 2 }, big: {} },
};

test('a queue for each endpoint and each pool, beside flow and cpu', () => {
  expect(queuesOf(profile).map(({ suffix, serves, slots }) => [suffix, serves, slots])).toEqual([
    ['flow', 'workflows', 40],
    ['cpu', 'activities', 8],
    ['teacher-teacher', 'activities', 32],
    ['teacher-judge', 'activities', 32],
    ['gpu-default', 'activities', 2],
    ['gpu-big', 'activities', 1],
  ]);
  expect(queuesOf({}).map(({ suffix }) => suffix)).toEqual(['flow', 'cpu', 'gpu-default']);
});

test('queues are chosen by name or beginning, and a wrong name is told the right ones', () => {
  const all = queuesOf(profile);
  expect(chooseQueues(all, { queues: ['cpu', 'gpu-*'] }).map(({ suffix }) => suffix)).toEqual([
    'cpu',
    'gpu-default',
    'gpu-big',
  ]);
  expect(chooseQueues(all, {})).toBe(all);
  expect(() => chooseQueues(all, { queues: ['gpu'] })).toThrow(/no queue called "gpu"/);
});

test('queues are left out by name or beginning, whether or not the profile has them', () => {
  const all = queuesOf(profile);
  const names = (except: string[]): string[] => chooseQueues(all, { except }).map(({ suffix }) => suffix);
  expect(names(['gpu-*'])).toEqual(['flow', 'cpu', 'teacher-teacher', 'teacher-judge']);
  expect(names(['tpu-*'])).toEqual(all.map(({ suffix }) => suffix));
  expect(() => chooseQueues(all, { queues: ['gpu-*'], except: ['gpu-*'] })).toThrow(/No queue is left.*gpu-\*/);
});
