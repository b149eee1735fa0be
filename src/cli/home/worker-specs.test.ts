import { observationArgs } from './observation-options.js';
import { workerSpecs } from './worker-specs.js';

const input = { projectFolder: '/p', state: '/p/.limbeck', profile: 'paid', env: {} };

test('one worker serves all; of several only the first serves pools of GPU slots', () => {
  const serves = (workers?: number): boolean[] =>
    workerSpecs({ ...input, workers }).map(({ args }) => !args.join(' ').includes('--except gpu-*'));
  expect(serves()).toEqual([true]);
  expect(serves(3)).toEqual([true, false, false]);
});

test('each worker has a log and a port for its metrics of its own', () => {
  const specs = workerSpecs({
    ...input,
    workers: 2,
    workerArgs: (at) => observationArgs({ metrics: '[::1]:9464', logFormat: 'json' }, at),
  });
  expect(specs.map(({ log }) => log)).toEqual(['/p/.limbeck/logs/worker.log', '/p/.limbeck/logs/worker-2.log']);
  expect(specs.map(({ args }) => args.slice(-4))).toEqual([
    ['--metrics', '[::1]:9464', '--log-format', 'json'],
    ['--metrics', '[::1]:9465', '--log-format', 'json'],
  ]);
});
