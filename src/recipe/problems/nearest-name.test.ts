import { editDistance, nearestName } from './nearest-name.js';

test.each([
  ['train', 'train', 0],
  ['trian', 'train', 1],
  ['temprature', 'temperature', 1],
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
])('%s and %s are %i edits apart', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
});

test.each([
  ['stepz', 'steps'],
  ['learning-rate', 'learning_rate'],
  ['From', 'from'],
  ['max', 'max_tokens'],
  ['xyz', undefined],
  ['a', undefined],
])('%s was meant for %s', (name, meant) => {
  expect(nearestName(name, ['steps', 'learning_rate', 'from', 'max_tokens', 'use', 'id'])).toBe(meant);
});
