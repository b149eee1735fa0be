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
