import { recordId } from '../../../src/core/digest.js';
import { createRowNamer } from './row-of-draft.js';

test("a new row's id is the one that core gives it", () => {
  const namer = createRowNamer({ stepKey: 'k' });
  const ids = [namer.name({ prompt: 'ä' }, ['p', 'q']), namer.name({ prompt: 'b' }, ['p', 'q'])].map(({ id }) => id);
  expect(ids).toEqual([recordId(['p', 'q'], 'k', 0), recordId(['p', 'q'], 'k', 1)]);
});
