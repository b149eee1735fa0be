/** Spans of time as contracts write them: "18 months", "two (2) years", "a week's", "one year and six months". */

const ones =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** 1 to 199 in words. */
function numberWords(value) {
  if (value < 20) return ones[value];
  if (value < 100) return `${tens[Math.floor(value / 10)]}${value % 10 ? `-${ones[value % 10]}` : ''}`;
  return `one hundred${value % 100 ? ` and ${numberWords(value % 100)}` : ''}`;
}

const valueOfWords = new Map([
  ['a', 1],
  ['an', 1],
  ...Array.from({ length: 199 }, (_, index) => [numberWords(index + 1), index + 1]),
]);
const words = [...valueOfWords.keys()].sort((a, b) => b.length - a.length).join('|');
const quantity = new RegExp(
  `(?<![\\w-])(?:(\\d{1,4})|(${words}))(?: \\((\\d{1,4})\\))?[ -](?:(?:full|whole|calendar|consecutive) )?(day|week|fortnight|month|quarter|year)(?:s'|'s|s)?(?!\\w)`,
  'gi',
);

/** In the order of the text. */
function findQuantities(text) {
  const found = [];
  for (const match of text.matchAll(quantity)) {
    const [whole, digits, spelt, , unitText] = match;
    const fortnight = unitText.toLowerCase() === 'fortnight';
    const count = (digits === undefined ? valueOfWords.get(spelt.toLowerCase()) : Number(digits)) * (fortnight ? 2 : 1);
    const unit = fortnight ? 'week' : unitText.toLowerCase();
    const from = match.index;
    const to = from + whole.length;
    const before = found[found.length - 1];
    if (before?.unit === 'year' && unit === 'month' && text.slice(before.to, from) === ' and ') {
      found[found.length - 1] = { ...before, to, extraMonths: count };
    } else {
      found.push({ from, to, count, unit, extraMonths: 0, possessive: whole.includes("'") });
    }
  }
  return found;
}

const monthsPer = { month: 1, quarter: 3, year: 12 };
const daysPer = { day: 1, week: 7, month: 30 };

/** Whole months; undefined for days and weeks, which make none. */
function monthsIn({ count, unit, extraMonths }) {
  const per = monthsPer[unit];
  return per === undefined ? undefined : count * per + extraMonths;
}

/** Days, a month counted as 30; undefined for quarters and years. */
function daysInNotice({ count, unit }) {
  const per = daysPer[unit];
  return per === undefined ? undefined : count * per;
}

module.exports = { numberWords, findQuantities, monthsIn, daysInNotice };
