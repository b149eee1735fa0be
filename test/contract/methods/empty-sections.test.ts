import { emptySections } from './empty-sections.js';

test('a heading with nothing under it, or with a lone word, is empty', () => {
  const text = '# a/b\n\nWhat it does.\n\n## Parameters\n\n## Source\n\nTODO\n\n## Limits\n\nNone that is known.\n';
  expect(emptySections(text)).toEqual(['## Parameters', '## Source']);
});

test('text below a smaller heading is text of the larger one', () => {
  expect(emptySections('# a\n\n## b\n\nSome text.\n')).toEqual([]);
});
