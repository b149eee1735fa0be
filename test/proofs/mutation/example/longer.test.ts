import { isLonger } from './longer.js';

test('the longer of two texts is told', () => {
  expect([isLonger('abc', 'a'), isLonger('a', 'abc')]).toEqual([true, false]);
});
