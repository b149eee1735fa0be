const { findDates } = require('./dates.cjs');
const { companyForms, contractKinds } = require('./lexicon.cjs');
const { readTerms } = require('./read-terms.cjs');

/**
 * A clause taken to pieces: its sentences, with the start date, duration, notice, contract kind, roles, names and subject
 * replaced by slots. The writer fills the slots of one clause, or of halves of two.
 */

const names = contractKinds.map(({ name }) => name).join('|');
const kindName = new RegExp(
  `\\b(?:[Tt]his|[Tt]he|[Aa]n?|[Uu]nder|[Oo]ur) ((?:[A-Z][a-z]+ ){0,2}(?:Agreement|Contract|Lease|Licence|Engagement|Mandate)|${names})\\b`,
  'g',
);
const forms = companyForms.map((form) => form.replaceAll(/[&]/g, '\\$&')).join('|');
const partyName = new RegExp(
  `\\b(?:(?:Ms|Mr|Mrs|Dr) [A-Z][a-z]+|(?:[A-Z][a-z]+ )+(?:${forms}|Limited|Trust|Co|SA|AG|BV)\\b)`,
  'g',
);
const roleName = new RegExp(`\\b(?:${[...new Set(contractKinds.flatMap(({ roles }) => roles))].join('|')})\\b`, 'g');
const secondRoles = new Set(contractKinds.map(({ roles }) => roles[1]));
const services = anyOf(contractKinds.flatMap((item) => item.services));
const goods = anyOf(contractKinds.flatMap((item) => item.goods));

/** Undefined when the reader finds no start, duration and notice in it: there is nothing to learn from then. */
function takeApart(clause) {
  const read = readTerms(clause);
  if ('missing' in read) return undefined;
  const { start, months, notice } = read.places;
  const possessive = /'s?$/.test(clause.slice(notice.from, notice.to));
  const fixed = [
    { ...start, slot: '{start}' },
    { ...months, slot: '{months}' },
    { ...notice, slot: possessive ? "{notice'}" : '{notice}' },
  ];
  const slots = [...fixed, ...wordSlots(clause).filter((found) => !fixed.some((other) => overlap(found, other)))];
  const sentences = splitSentences(fill(clause, slots));
  const isNotice = sentences.map(
    (text) => text.includes('{notice') && !text.includes('{start}') && !text.includes('{months}'),
  );
  return {
    terms: sentences.filter((_, index) => !isNotice[index]),
    notice: sentences.filter((_, index) => isNotice[index]),
    noticeFirst: isNotice[0] === true,
  };
}

/** Kind, names, roles, subject and dates of signature, without overlaps; names are numbered in order of appearance. */
function wordSlots(clause) {
  const found = [];
  const add = (from, text, slot) => {
    const span = { from, to: from + text.length, slot };
    if (!found.some((other) => overlap(span, other))) found.push(span);
  };
  for (const match of clause.matchAll(kindName)) {
    add(match.index + match[0].length - match[1].length, match[1], '{kind}');
  }
  const numbers = new Map();
  for (const { 0: name, index } of clause.matchAll(partyName)) {
    if (!numbers.has(name)) numbers.set(name, numbers.size + 1);
    add(index, name, `{name${numbers.get(name)}}`);
  }
  for (const { 0: role, index } of clause.matchAll(roleName)) {
    add(index, role, secondRoles.has(role) ? '{role2}' : '{role1}');
  }
  for (const { 0: text, index } of clause.matchAll(services)) add(index, text, '{service}');
  for (const { 0: text, index } of clause.matchAll(goods)) add(index, text, '{goods}');
  for (const date of findDates(clause)) add(date.from, clause.slice(date.from, date.to), '{earlier}');
  return found;
}

function anyOf(phrases) {
  return new RegExp(`\\b(?:${phrases.join('|')})\\b`, 'g');
}

function fill(text, slots) {
  let out = text;
  for (const { from, to, slot } of slots.toSorted((a, b) => b.from - a.from)) {
    out = `${out.slice(0, from)}${slot}${out.slice(to)}`;
  }
  return out;
}

/** A full stop, a space and a capital end a sentence; slots stand for capitals too. */
function splitSentences(text) {
  return text.split(/(?<=[.!?])\s+(?=[A-Z{])/);
}

function overlap(a, b) {
  return a.from < b.to && b.from < a.to;
}

module.exports = { takeApart };
