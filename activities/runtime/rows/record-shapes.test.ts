import { defineMapElicit } from '../../elicit/contract.js';
import type { MapMethod } from '../../../src/core/method.js';
import type { Row } from '../../../src/core/record-kinds.js';
import type { OpenStep } from '../step/open-step.js';
import { shapeCheck } from './record-shapes.js';

function checkOf(produces: MapMethod['produces'], checksEveryRow = false): (row: Row) => void {
  const method = defineMapElicit({ id: 'answer', version: 1, shape: 'map', produces } as unknown as MapMethod);
  const catalog = { elicit: [method], refine: [], evaluate: [], distill: [] };
  const step = { id: 'read', use: 'elicit/answer', stage: 'elicit', method: 'answer', method_version: 1, shape: 'map' };
  return shapeCheck({ catalog, checksEveryRow }, { step } as unknown as OpenStep);
}

const good = { id: 'a', parents: [], prompt: 'q', completion: 'c' };
const bad = { id: 'b', parents: [], prompt: 'q', completion: 7 };

test('a row that is none of its kind ends the step, and says which row, field and step', () => {
  expect(() => checkOf('sft')(bad)).toThrow(
    expect.objectContaining({
      code: 'record-misshapen',
      kind: 'fatal',
      message: 'elicit/answer made a row in step "read" that is no sft record: "completion" must be string (row b).',
    }) as Error,
  );
});

test('in a run the first row stands for the others; in a preview every row is looked at', () => {
  const [running, previewing] = [checkOf('sft'), checkOf('sft', true)];
  running(good);
  previewing(good);
  expect(() => running(bad)).not.toThrow();
  expect(() => previewing(bad)).toThrow('is no sft record');
});

test('rows that are passed on were checked where they were made', () => {
  expect(() => checkOf({ same: 'rows' })(bad)).not.toThrow();
});
