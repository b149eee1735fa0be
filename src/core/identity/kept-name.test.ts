import { keptName, splitKeptName } from './kept-name.js';

test.each([
  ['rounds.check', ['rounds', 'check']],
  ['rounds.clean/check[t=0.7]', ['rounds', 'clean/check[t=0.7]']],
  ['rounds[t=0.7].check', ['rounds[t=0.7]', 'check']],
  ['check[t=0.7]', undefined],
  ['check', undefined],
])('%s is the kept step %j of a loop', (name, parts) => {
  expect(splitKeptName(name)).toEqual(parts);
  if (parts) expect(keptName(parts[0]!, parts[1]!)).toBe(name);
});
