import { endedBefore } from './start-and-follow.js';

test.each([
  [[{ type: 'run-finished' }], true],
  [[{ type: 'step-failed' }, { type: 'note' }, { type: 'run-finished' }], true],
  // Work was done after we had joined: the failure is one to tell.
  [[{ type: 'step-progress' }, { type: 'step-failed' }, { type: 'run-finished' }], false],
  [[{ type: 'run-started' }, { type: 'step-failed' }, { type: 'run-finished' }], false],
] as const)('%j are the last words of an attempt that had failed before: %s', (events, isOver) => {
  expect(endedBefore(events)).toBe(isOver);
});

test('a full disk was that of the attempt before, whatever it still did: one that is full now is refused earlier', () => {
  const events = [{ type: 'step-progress' }, { type: 'step-failed' }, { type: 'run-finished' }] as const;
  expect(endedBefore(events, 'disk-full')).toBe(true);
  expect(endedBefore(events, 'artifact-corrupt')).toBe(false);
});
