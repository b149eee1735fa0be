const { findDates } = require('./dates.cjs');
const { daysInNotice, findQuantities, monthsIn } = require('./quantities.cjs');

const noticeCues = [
  { weight: 6, after: /^ (?:\w+ ){0,3}notice\b/i },
  { weight: 6, before: /\bnotice(?: period)?(?: \w+){0,4}:? $/i },
  { weight: 4, before: /\bnotice\b[^.;]*$/i, after: /^ (?:\w+ )?(?:before|in advance|ahead|earlier|prior)\b/i },
  { weight: 4, after: /^ (?:before|beforehand|in advance|ahead|after (?:\w+ ){0,3}notice)/i },
  { weight: 2, before: /\b(?:terminat|cancel|end|leav|quit|resign|withdraw|announce)\w*\b[^.;]{0,60}$/i },
  { weight: -4, before: /\b(?:within|every|after) $/i },
];
const durationCues = [
  { weight: 4, before: /\b(?:term|period|duration|length)(?: of term)?(?: \w+){0,6}:? $/i },
  {
    weight: 4,
    before: /\b(?:last|run|continu|remain|stay|expire|end|close)\w*(?: in force| so)? (?:for |after |over )?$/i,
  },
  { weight: 3, before: /\b(?:for|during|over|than|of) (?:a (?:fixed |initial )?(?:term|period) of |the )?$/i },
  { weight: 2, after: /^ (?:later|thereafter|from|beginning|starting|that follow|as (?:of|from))/i },
  { weight: -6, before: /\bnotice(?: period)?(?: \w+){0,3}:? $/i },
  { weight: -6, after: /^ (?:\w+ ){0,3}notice\b/i },
  { weight: -4, before: /\b(?:within|every) $/i },
];
const startCues = [
  {
    weight: 4,
    before: /\b(?:start|begin|commenc|effect|open|first day|as of|as from|from|comes? into|enters? into)[^.;]{0,40}$/i,
  },
  { weight: 1, before: /\bon $/i },
  { weight: -6, before: /\b(?:signed|dated|made|agreed|executed)(?: \w+){0,4}(?: on)? $/i },
];

/** Against a notice that is longer than the contract: possible, but seldom meant. */
const longNotice = 4;

/** Reads by rules: finds every date and time span, weighs the words around each, and takes the best reading. */
function readTerms(clause) {
  const date = best(findDates(clause), (found) => weigh(clause, found, startCues));
  if (!date) return { missing: 'start date' };
  const split = splitQuantities(clause, findQuantities(clause));
  if ('missing' in split) return split;
  const { duration, notice } = split;
  return {
    terms: { start: date.iso, months: monthsIn(duration), notice_days: daysInNotice(notice) },
    places: { start: spanOf(date), months: spanOf(duration), notice: spanOf(notice) },
  };
}

/** Which quantity is the duration and which the notice: the pair with the most weight together. */
function splitQuantities(clause, found) {
  const durations = found.filter((item) => monthsIn(item) !== undefined);
  const notices = found.filter((item) => daysInNotice(item) !== undefined && item.extraMonths === 0);
  if (durations.length === 0) return { missing: 'duration' };
  const pairs = durations.flatMap((duration) =>
    notices.filter((notice) => notice !== duration).map((notice) => ({ duration, notice })),
  );
  const pair = best(
    pairs,
    ({ duration, notice }) =>
      weigh(clause, duration, durationCues) +
      weigh(clause, notice, noticeCues) +
      (notice.possessive ? 2 : 0) -
      (daysInNotice(notice) > 30 * monthsIn(duration) ? longNotice : 0),
  );
  return pair ?? { missing: 'notice period' };
}

function weigh(text, { from, to }, cues) {
  const before = text.slice(Math.max(0, from - 100), from);
  const after = text.slice(to, to + 60);
  const holds = ({ before: left, after: right }) => (left?.test(before) ?? true) && (right?.test(after) ?? true);
  return cues.reduce((sum, cue) => sum + (holds(cue) ? cue.weight : 0), 0);
}

/** The first of equals. */
function best(items, weightOf) {
  let chosen;
  for (const item of items) {
    const weight = weightOf(item);
    if (!chosen || weight > chosen.weight) chosen = { item, weight };
  }
  return chosen?.item;
}

function spanOf({ from, to }) {
  return { from, to };
}

module.exports = { readTerms };
