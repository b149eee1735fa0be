import { expect, test } from '@jest/globals';
import { drawTable, wrapText } from './text-table.js';

test('a table keeps to the width it is given; the first column gives way', () => {
  const columns = [{ title: 'model' }, { title: 'n', right: true }];
  expect(drawTable(columns, [['a-very-long-name-of-a-model', '1,000']], 20)).toEqual([
    'model              n',
    'a-very-long-…  1,000',
  ]);
});

test('words wrap, and a word that is too long is broken', () => {
  expect(wrapText('one two threeeeeeeeeeeeeee four', 12, '  ')).toEqual([
    '  one two',
    '  threeeeeee',
    '  eeeeeeee',
    '  four',
  ]);
});

test('wide letters take two columns, marks none', () => {
  expect(drawTable([{ title: '案件名称是很长的' }, { title: 'n' }], [['e\u0301', '1']], 14)).toEqual([
    '案件名称是…  n',
    'e\u0301            1',
  ]);
  expect(wrapText('合同自签订之日起生效', 12)).toEqual(['合同自签订之', '日起生效']);
});
