import { orderSteps } from './step-order.js';

const order = (steps: Record<string, string[]>) => orderSteps(new Map(Object.entries(steps)));

test('steps wait for what they need; among the ready the file decides', () => {
  expect(order({ d: ['b'], a: [], c: ['a'], b: [] })).toEqual({ order: ['a', 'c', 'b', 'd'], cycles: [] });
});

test('names that are no step are no obstacle', () => {
  expect(order({ a: ['data'], b: ['a'] })).toEqual({ order: ['a', 'b'], cycles: [] });
});

test('a cycle is a path; what hangs on it is left out', () => {
  expect(order({ a: ['c'], b: ['a'], c: ['b'], d: ['c'], e: [] })).toEqual({
    order: ['e'],
    cycles: [['a', 'c', 'b', 'a']],
  });
});

test('two cycles are both told', () => {
  expect(order({ a: ['b'], b: ['a'], c: ['c'] }).cycles).toEqual([
    ['a', 'b', 'a'],
    ['c', 'c'],
  ]);
});

test('a thousand steps in a row are ordered at once', () => {
  const steps = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`s${n}`, n === 999 ? [] : [`s${n + 1}`]]));
  expect(order(steps).order[0]).toBe('s999');
});
