import { dateStyles, findDates } from './parts.js';

test.each([
  ['3 March 2021', '2021-03-03'],
  ['the 3rd day of March 2021', '2021-03-03'],
  ['the 21st of September, 2020', '2020-09-21'],
  ['March 3, 2021', '2021-03-03'],
  ['Sept. 1st, 2022', undefined],
  ['Sep 1 2022', '2022-09-01'],
  ['2021-03-03', '2021-03-03'],
  ['03.12.2021', '2021-12-03'],
  ['29 February 2024', '2024-02-29'],
  ['29 February 2023', undefined],
  ['Marching 3, 2021', undefined],
])('%s', (text, iso) => {
  expect(findDates(`on ${text}.`).map((found) => found.iso)).toEqual(iso === undefined ? [] : [iso]);
});

test('every style the writer has is read back', () => {
  const days = ['2015-01-01', '2020-02-29', '2026-05-22', '2031-11-23', '2032-12-13'];
  for (const { write } of dateStyles) {
    expect(days.map((iso) => findDates(`from ${write(iso)} on`)[0]?.iso)).toEqual(days);
  }
});
