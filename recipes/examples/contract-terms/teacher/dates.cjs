/** Dates as contracts write them: "3 March 2021", "the 3rd day of March 2021", "March 3, 2021", "2021-03-03". */
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const month = `(${MONTHS.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join('|')})\\.?`;
const patterns = [
  {
    regex: new RegExp(`(?:\\bthe )?\\b(\\d{1,2})(?:st|nd|rd|th)?(?: day)?(?: of)? ${month},? (\\d{4})\\b`, 'g'),
    order: 'dmy',
  },
  { regex: new RegExp(`\\b${month} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})\\b`, 'g'), order: 'mdy' },
  { regex: /\b(\d{4})-(\d{2})-(\d{2})\b/g, order: 'ymd' },
  { regex: /\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b/g, order: 'dmy' },
];

/** In the order of the text. Days that no calendar has are passed over. */
function findDates(text) {
  const found = [];
  for (const { regex, order } of patterns) {
    for (const match of text.matchAll(regex)) {
      const part = (letter) => match[order.indexOf(letter) + 1];
      const iso = isoOf(Number(part('y')), monthNumber(part('m')), Number(part('d')));
      if (iso) found.push({ from: match.index, to: match.index + match[0].length, iso });
    }
  }
  return found.sort((a, b) => a.from - b.from);
}

function monthNumber(text) {
  return /^\d/.test(text) ? Number(text) : MONTHS.findIndex((name) => name.startsWith(text.slice(0, 3))) + 1;
}

function isoOf(year, monthOfYear, day) {
  if (monthOfYear < 1 || monthOfYear > 12 || day < 1 || day > daysIn(year, monthOfYear)) return undefined;
  return [String(year).padStart(4, '0'), twoDigits(monthOfYear), twoDigits(day)].join('-');
}

function daysIn(year, monthOfYear) {
  return new Date(Date.UTC(year, monthOfYear, 0)).getUTCDate();
}

function twoDigits(value) {
  return String(value).padStart(2, '0');
}

/** A way to write a date, with how often contracts use it. */
const dateStyles = [
  { weight: 38, write: (iso) => `${dayOf(iso)} ${monthOf(iso)} ${yearOf(iso)}` },
  { weight: 26, write: (iso) => `${monthOf(iso)} ${dayOf(iso)}, ${yearOf(iso)}` },
  { weight: 12, write: (iso) => `${ordinal(dayOf(iso))} ${monthOf(iso)} ${yearOf(iso)}` },
  { weight: 10, write: (iso) => `the ${ordinal(dayOf(iso))} of ${monthOf(iso)} ${yearOf(iso)}` },
  { weight: 14, write: (iso) => iso },
];

const yearOf = (iso) => iso.slice(0, 4);
const monthOf = (iso) => MONTHS[Number(iso.slice(5, 7)) - 1];
const dayOf = (iso) => Number(iso.slice(8));

function ordinal(day) {
  const teen = day >= 11 && day <= 13;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${ending}`;
}

module.exports = { MONTHS, findDates, daysIn, dateStyles };
