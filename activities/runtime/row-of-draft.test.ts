import { recordId } from '../../src/core/digest.js';
import { createRowNamer } from './row-of-draft.js';

test('a draft with an id is passed on; one without is named by parents, step and place', () => {
  const namer = createRowNamer({ stepKey: 'key' });
  expect(namer.name({ id: 'a', parents: ['x'], text: 't' }, ['a'])).toEqual({ id: 'a', parents: ['x'], text: 't' });
  expect(namer.name({ text: 't' }, ['a'])).toEqual({ id: recordId(['a'], 'key', 0), parents: ['a'], text: 't' });
  expect(namer.name({ text: 't' }, ['a']).id).toBe(recordId(['a'], 'key', 1));
  expect(namer.name({ text: 't', parents: ['b'] }, ['a']).id).toBe(recordId(['b'], 'key', 0));
});

test('rows made before keep their places', () => {
  const made = [{ id: 'z', parents: ['a'] }];
  expect(createRowNamer({ stepKey: 'key', made }).name({}, ['a']).id).toBe(recordId(['a'], 'key', 1));
});
