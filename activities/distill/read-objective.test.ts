import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { objectives } from './index.js';
import { folderName, readObjective } from './read-objective.js';

test('shared parameters come first, and an objective’s own win', () => {
  const folder = mkdtempSync(join(tmpdir(), 'limbeck-objectives-'));
  const write = (path: string, value: unknown): void => writeFileSync(join(folder, path), JSON.stringify(value));
  mkdirSync(join(folder, 'params'));
  mkdirSync(join(folder, 'logit_kd'));
  write('params/student.json', { properties: { student: { type: 'string' } }, required: ['student'] });
  write('params/training.json', { properties: { epochs: { default: 3 }, seed: {} } });
  write('logit_kd/objective.json', {
    id: 'logit-kd',
    include: ['student', 'training'],
    params: { properties: { epochs: { default: 1 }, mine: {} }, required: ['mine'] },
  });
  const { params, ...rest } = readObjective(folder, 'logit-kd');
  rmSync(folder, { recursive: true });
  expect(rest).toEqual({ id: 'logit-kd' });
  expect(params).toEqual({
    type: 'object',
    additionalProperties: false,
    required: ['student', 'mine'],
    properties: { student: { type: 'string' }, epochs: { default: 1 }, seed: {}, mine: {} },
  });
  expect(Object.keys(params['properties'] as object)).toEqual(['student', 'epochs', 'seed', 'mine']);
});

test('an id with hyphens has a folder that Python can import', () => {
  expect(folderName('on-policy-kd')).toBe('on_policy_kd');
});

test('every model that an objective needs is a parameter, so that the compiler follows it', () => {
  for (const { needs, params } of objectives)
    expect(Object.keys(params['properties'] as object)).toEqual(expect.arrayContaining(Object.keys(needs)));
});
