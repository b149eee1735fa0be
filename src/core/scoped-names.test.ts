import { keptName, namesSeenBy, splitKeptName } from './scoped-names.js';

test.each([
  ['tune', 'check', ['check']],
  ['rounds[2]/tune', 'rounds[2]/check', ['rounds[2]/check', 'check']],
  ['rounds[2]/tune', 'rounds[1]/check', ['rounds[1]/check']],
  ['rounds[2]/clean/keep', 'rounds[2]/clean/check', ['rounds[2]/clean/check', 'clean/check', 'check']],
  ['tune[teacher=a]', 'check[teacher=a]', ['check[teacher=a]', 'check']],
  ['tune[teacher=a]', 'check[teacher=b]', ['check[teacher=b]']],
])('%s may call %s %j', (reader, id, names) => {
  expect(namesSeenBy(reader, id)).toEqual(names);
});

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
