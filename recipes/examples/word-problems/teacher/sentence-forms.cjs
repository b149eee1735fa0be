/**
 * The sentences the teacher knows, as forms with slots. A problem is a start, some changes and a question; each form says
 * what is to be computed. `{a}` and `{b}` are the numbers of a start, `{c}` the number that the amount so far meets, and
 * `{times}` the same in words.
 */

const start = (operation, ...texts) => texts.map((text) => ({ part: 'start', operation, text }));
const change = (operation, ...texts) => texts.map((text) => ({ part: 'change', operation, text }));
const question = (operation, ...texts) => texts.map((text) => ({ part: 'question', operation, text }));
const price = (...texts) => question('*', ...texts).map((form) => ({ ...form, unit: 'dollars' }));

const sentenceForms = [
  ...start(
    'none',
    '{name} has {a} {things}.',
    'There are {a} {things} in the {place}.',
    '{name} starts the day with {a} {things}.',
    'The {place} holds {a} {things}.',
    '{name} counts {a} {things} in the {place}.',
  ),
  ...start(
    '*',
    '{name} buys {a} {packs} of {b} {things}.',
    '{name} fills {a} {packs} with {b} {things} each.',
    'There are {a} {packs} with {b} {things} in each.',
    'Each of {a} children brings {b} {things}.',
    '{name} makes {b} {things} a day for {a} days.',
    'In the {place} {a} shelves carry {b} {things} each.',
  ),
  ...start(
    '+',
    '{name} finds {a} {things} in the morning and {b} in the afternoon.',
    '{name} gets {a} {things} from {other} and {b} from a neighbour.',
    'There are {a} red {things} and {b} blue ones.',
    '{name} brings {a} {things} and {other} brings {b}.',
  ),
  ...change(
    '+',
    'Then {other} finds {c} more.',
    '{other} gives {name} {c} more {things}.',
    'Later {c} more {things} arrive.',
    '{other} adds another {c}.',
    'On the way home {name} picks up {c} more.',
    'Another {c} {things} come by post.',
  ),
  ...change(
    '-',
    '{name} gives {c} of them to {other}.',
    'Then {c} {things} are lost.',
    '{other} takes {c} {things} away.',
    '{c} of the {things} turn out to be broken and are thrown away.',
    '{name} sells {c} of them at the market.',
    'A dog runs off with {c} of them.',
  ),
  ...change(
    '*',
    'By the next day there are {times} as many.',
    'A week later {name} has {times} as many {things}.',
    'Then {other} brings so many that there are {times} as many.',
  ),
  ...question(
    'none',
    'How many {things} are there now?',
    'How many {things} does {name} have in the end?',
    'What is the number of {things} then?',
    'How many {things} does that make?',
  ),
  ...question(
    '-',
    'If {c} {things} are used up, how many are left?',
    'How many {things} remain when {c} of them are given away?',
  ),
  ...question(
    '/',
    'If {c} friends share the {things} equally, how many does each get?',
    'How many {things} go into each of {c} equal heaps?',
  ),
  ...price(
    'If each costs {c} dollars, what do they cost together?',
    'How many dollars do they bring in at {c} dollars each?',
  ),
];

module.exports = { sentenceForms };
