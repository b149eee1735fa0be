import type { ElicitMethod } from './elicit/contract.js';
import { elicitMethods, evaluateMethods, refineMethods } from './methods.js';
import type { RefineMethod } from './refine/contract.js';

test('every list holds methods of its own stage, by id', () => {
  for (const [stage, methods] of Object.entries({
    elicit: elicitMethods,
    refine: refineMethods,
    evaluate: evaluateMethods,
  })) {
    expect(new Set(methods.map((method) => method.stage))).toEqual(new Set([stage]));
    expect(methods.map(({ id }) => id)).toEqual(methods.map(({ id }) => id).toSorted());
  }
});

test('a method of another stage fits into no list, though its shape would', () => {
  const where = refineMethods.find(({ id }) => id === 'where')!;
  // @ts-expect-error -- a refinement among the ways to elicit
  const wrong: ElicitMethod = where;
  const right: RefineMethod = where;
  expect(wrong).toBe(right);
});
