import { inDependencyOrder } from './in-dependency-order.js';

const ordered = (needs: Readonly<Record<string, readonly string[]>>): string[] =>
  inDependencyOrder(Object.entries(needs).map(([id, list]) => ({ id, needs: list }))).map(({ id }) => id);

test('what is in order already stays as it is', () => {
  expect(ordered({ b: [], a: ['b'], d: [], c: ['a', 'd'] })).toEqual(['b', 'a', 'd', 'c']);
});

test('a unit that comes too early waits for what it needs', () => {
  expect(ordered({ loop: ['late'], first: [], late: ['first'], after: ['loop'] })).toEqual([
    'first',
    'late',
    'loop',
    'after',
  ]);
});

test('needs that are no units are met, and a circle is left as it is', () => {
  expect(ordered({ a: ['nobody'], b: ['c'], c: ['b'] })).toEqual(['a', 'b', 'c']);
});
