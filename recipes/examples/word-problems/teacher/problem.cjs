const { multiples } = require('./lexicon.cjs');
const { sentenceForms } = require('./sentence-forms.cjs');

/** Read sentence by sentence; undefined where one is of no known form, or the parts are not in order. */
function readProblem(text) {
  const sentences = [];
  for (const sentence of text.trim().split(/(?<=[.?!])\s+/)) {
    const found = recognise(sentence);
    if (!found) return undefined;
    sentences.push(found);
  }
  const parts = sentences.map(({ form }) => form.part);
  const inOrder = parts.every((part, index) => part === (index === 0 ? 'start' : 'change') || part === 'question');
  return inOrder && parts.indexOf('question') === parts.length - 1 && parts.length > 1 ? sentences : undefined;
}

/** The steps to the answer, in order; undefined where something does not come out as a whole number above zero. */
function solveProblem(sentences) {
  const steps = [];
  let amount = 0;
  let unit = '';
  for (const { form, slots } of sentences) {
    unit = form.unit ?? (form.part === 'start' ? slots['things'] : unit);
    if (form.part === 'start') amount = Number(slots['a']);
    if (form.operation === 'none') continue;
    const right = slots['times'] === undefined ? Number(slots['b'] ?? slots['c']) : multiples[slots['times']];
    const result = compute(amount, form.operation, right);
    if (!Number.isInteger(result) || result < 1) return undefined;
    steps.push({ left: amount, operation: form.operation, right, result, unit });
    amount = result;
  }
  return { steps, answer: amount };
}

const arithmetic = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
};

function compute(left, operation, right) {
  return arithmetic[operation](left, right);
}

const slotPatterns = {
  a: '\\d{1,4}',
  b: '\\d{1,4}',
  c: '\\d{1,4}',
  times: Object.keys(multiples).join('|'),
  name: '[A-Z][a-z]+',
  other: '[A-Z][a-z]+',
  things: '[a-z]+(?: [a-z]+)?',
  packs: '[a-z]+',
  place: '[a-z]+',
};

const patterns = sentenceForms.map((form) => ({ form, pattern: patternOf(form.text) }));

function patternOf(text) {
  const source = text
    .replaceAll(/[.?]/g, '\\$&')
    .replaceAll(/\{([a-z]+)\}/g, (_, slot) => `(?<${slot}>${slotPatterns[slot]})`);
  return new RegExp(`^${source}$`);
}

function recognise(sentence) {
  for (const { form, pattern } of patterns) {
    const found = pattern.exec(sentence);
    if (found) return { form, slots: { ...found.groups } };
  }
  return undefined;
}

module.exports = { readProblem, solveProblem, compute };
