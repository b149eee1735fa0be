const { takeApart } = require('./clause-parts.cjs');
const { dateStyles, daysIn } = require('./dates.cjs');
const { companyForms, companyNames, contractKinds, personNames, sameMeaning } = require('./lexicon.cjs');
const { numberWords } = require('./quantities.cjs');

/**
 * New clauses in the manner of the examples: the sentences of one or two of them, other parties, subject and terms, and
 * some phrases said in another way. `variety` (0 to 1) is the chance that a phrase is.
 */
function writeClauses(examples, count, random, variety) {
  const parts = examples.map(takeApart).filter((part) => part !== undefined);
  if (parts.length === 0) return [];
  return Array.from({ length: count }, () => writeClause(parts, random, variety));
}

function writeClause(parts, random, variety) {
  const model = random.pick(parts);
  const others = parts.filter((part) => part.notice.length > 0);
  const notice = model.notice.length > 0 ? random.pick(others).notice : [];
  const sentences = model.noticeFirst ? [...notice, ...model.terms] : joinInOrder(model, notice);
  const reworded = sentences.map((text) => reword(text, random, variety));
  const slots = newSlots(sentences.join(' '), random);
  return reworded.map((text) => capitalised(fillSlots(text, slots))).join(' ');
}

/** The notice keeps its place after the sentence that states start and duration; asides may follow. */
function joinInOrder(model, notice) {
  const last = model.terms.findLastIndex((text) => text.includes('{start}') || text.includes('{months}'));
  return [...model.terms.slice(0, last + 1), ...notice, ...model.terms.slice(last + 1)];
}

function reword(text, random, variety) {
  let out = text;
  for (const { phrases, found } of rewordings) {
    if (found.test(out) && random.unit() < variety) out = out.replace(found, random.pick(phrases));
  }
  return out;
}

/** Whole words only: "Neither party" holds no "either party". */
const rewordings = sameMeaning.map((phrases) => ({ phrases, found: new RegExp(`\\b(?:${phrases.join('|')})\\b`) }));

function fillSlots(text, slots) {
  const filled = text.replaceAll(/\{([a-z]+\d*'?)\}/g, (whole, name) => slots[name] ?? whole);
  // "a {kind}" may have become "a Agency Agreement".
  return filled.replaceAll(/\b([Aa])n? (?=([A-Z]))/g, (_, article, initial) =>
    'AEIO'.includes(initial) ? `${article}n ` : `${article} `,
  );
}

/** `goods` and services are not told of the same contract. */
function newSlots(text, random) {
  const fitting = contractKinds.filter(
    (item) =>
      (!text.includes('{goods}') || item.goods.length > 0) && (!text.includes('{service}') || item.services.length > 0),
  );
  const { name, roles, services, goods } = random.pick(fitting.length > 0 ? fitting : contractKinds);
  const start = newDate(random);
  const [one, two, three] = random.shuffled(companyNames);
  const company = (first) => `${first} ${random.pick(companyForms)}`;
  const person = random.unit() < 0.15;
  const notice = random.pick(usualNotices);
  const words = noticeWords(notice, random);
  return {
    kind: name,
    role1: roles[0],
    role2: roles[1],
    service: random.pick(services.length > 0 ? services : ['all work']),
    goods: random.pick(goods.length > 0 ? goods : ['all goods']),
    name1: company(one),
    name2: person ? random.pick(personNames) : company(two),
    name3: company(three),
    name4: random.pick(personNames),
    start: writeDate(start, random),
    earlier: writeDate(new Date(start.getTime() - (2 + random.below(60)) * msPerDay), random),
    months: durationWords(random.pick(durations), random),
    notice: words.plain,
    "notice'": words.possessive,
  };
}

const msPerDay = 86_400_000;

function newDate(random) {
  const year = 2015 + random.below(18);
  const month = 1 + random.below(12);
  return new Date(Date.UTC(year, month - 1, 1 + random.below(daysIn(year, month))));
}

function writeDate(date, random) {
  return pickWeighted(dateStyles, random).write(date.toISOString().slice(0, 10));
}

/** Months: the terms that contracts mostly have. */
const durations = [3, 6, 6, 9, 12, 12, 15, 18, 18, 24, 24, 30, 36, 36, 48, 60, 60, 84, 120];

function durationWords(months, random) {
  if (months % 12 === 0 && random.unit() < 0.65) {
    const years = months / 12;
    return years === 1
      ? random.pick(['one year', 'a year', '1 year', 'one (1) year'])
      : `${numeral(years, random)} years`;
  }
  if (months > 12 && months % 12 !== 0 && random.unit() < 0.3) {
    const years = Math.floor(months / 12);
    const rest = months % 12;
    return `${years === 1 ? 'one year' : `${numberWords(years)} years`} and ${rest === 1 ? 'one month' : `${numberWords(rest)} months`}`;
  }
  return `${numeral(months, random)} months`;
}

const notices = (unit, ...counts) => counts.map((count) => ({ count, unit }));
const usualNotices = [
  ...notices('day', 7, 10, 10, 14, 14, 15, 15, 30, 30, 45, 45, 60, 60, 90, 90, 120, 180),
  ...notices('week', 1, 1, 2, 2, 3, 3, 4, 4, 6, 6),
  ...notices('month', 1, 1, 2, 2, 3, 3, 6, 6),
];

/** "thirty days" and "thirty days'". */
function noticeWords({ count, unit }, random) {
  if (count === 1) {
    const plain = `${random.pick(['one', 'a', 'one (1)', '1'])} ${unit}`;
    return { plain, possessive: `${plain}'s` };
  }
  const plain = `${numeral(count, random)} ${unit}s`;
  return { plain, possessive: `${plain}'` };
}

function numeral(value, random) {
  const draw = random.unit();
  if (draw < 0.45) return String(value);
  return draw < 0.8 ? numberWords(value) : `${numberWords(value)} (${value})`;
}

function pickWeighted(items, random) {
  let left = random.unit() * items.reduce((sum, { weight }) => sum + weight, 0);
  return items.find(({ weight }) => (left -= weight) < 0) ?? items[0];
}

function capitalised(sentence) {
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
}

module.exports = { writeClauses };
