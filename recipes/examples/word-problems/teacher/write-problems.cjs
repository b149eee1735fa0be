const { multiples, names, packs, places, things } = require('./lexicon.cjs');
const { readProblem, solveProblem } = require('./problem.cjs');

/** Amounts stay small enough for mental arithmetic. */
const largestAmount = 20;
const largestFactor = 5;
const largestTerm = 10;

/**
 * New problems in the manner of the examples: the sentences of one or several of them, other names, things and numbers.
 * None when no example can be read.
 */
function writeProblems(examples, count, random) {
  const read = examples.map(readProblem).filter((found) => found !== undefined);
  if (read.length === 0) return [];
  const forms = read.flat().map(({ form }) => form);
  return Array.from({ length: count }, () => writeProblem(forms, random)).filter((text) => text !== undefined);
}

/** Draws after which forms that do not go together are given up. */
const mostDraws = 200;

/** A problem of these forms, of one to three steps, whose amounts are all small whole numbers. */
function writeProblem(forms, random) {
  for (let draw = 0; draw < mostDraws; draw++) {
    const sentences = fill(arrange(forms, random), random);
    const solved = solveProblem(sentences);
    if (solved && isFair(sentences, solved.steps)) return sentences.map(render).join(' ');
  }
  return undefined;
}

/** A start, no change to two, a question. Where nobody has the things, nothing is said of their owner. */
function arrange(forms, random) {
  const start = random.pick(forms.filter(({ part }) => part === 'start'));
  const owned = start.text.includes('{name}');
  const fitting = forms.filter(({ text }) => owned || !text.includes('{name}'));
  const changes = new Set(fitting.filter(({ part }) => part === 'change'));
  const questions = fitting.filter(({ part }) => part === 'question');
  const chosen = random.shuffled([...changes]).slice(0, random.pick([0, 1, 1, 1, 2]));
  return [start, ...chosen, random.pick(questions.length > 0 ? questions : [plainQuestion])];
}

/** Asked where every question that was shown is about an owner and there is none. */
const plainQuestion = { part: 'question', operation: 'none', text: 'How many {things} are there now?' };

function fill(forms, random) {
  const [name, other, third] = random.shuffled(names);
  const common = { name: name, things: random.pick(things), packs: random.pick(packs), place: random.pick(places) };
  const others = [other, third];
  return forms.map((form) => ({
    form,
    slots: { ...common, other: random.pick(others), ...numbersFor(form, random) },
  }));
}

function numbersFor({ operation, part, text }, random) {
  const small = () => String(2 + random.below(largestFactor - 1));
  const large = () => String(2 + random.below(largestTerm - 1));
  if (text.includes('{times}')) return { times: random.pick(Object.keys(multiples)) };
  const draw = operation === '*' || operation === '/' ? small : large;
  return part === 'start' ? { a: draw(), b: draw() } : { c: draw() };
}

function isFair(sentences, steps) {
  const amounts = steps.flatMap(({ left, result }) => [left, result]);
  const bought = sentences.at(-1).form.unit === 'dollars' ? steps.at(-1).left : 1;
  return steps.length > 0 && bought <= largestTerm && amounts.every((amount) => amount > 1 && amount <= largestAmount);
}

function render({ form, slots }) {
  return form.text.replaceAll(/\{([a-z]+)\}/g, (_, slot) => slots[slot]);
}

module.exports = { writeProblems, writeProblem };
