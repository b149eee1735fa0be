const { compute, readProblem, solveProblem } = require('./problem.cjs');

/** How often a step is done wrong at temperature 1: rules do not slip by themselves, and checking must have its use. */
const slipRate = 0.06;

const openings = ['', 'First '];
const links = ['', 'Then ', 'So '];

/**
 * A worked solution that ends in the marker and the answer; undefined for a problem that cannot be read. At temperature 0
 * it is plain and free of slips; above, its wording varies, and now and then a step is done wrong.
 */
function explainSolution(text, marker, temperature, random) {
  const sentences = readProblem(text);
  const solved = sentences && solveProblem(sentences);
  if (!solved) return undefined;
  let carried;
  const lines = solved.steps.map((step, index) => {
    const done = workOut(step, carried ?? step.left, random.unit() < slipRate * temperature, random);
    carried = done.result;
    const words = index === 0 ? openings : links;
    return `${temperature === 0 ? '' : random.pick(words)}${done.text}`;
  });
  return `${lines.join(' ')}\n${marker} ${carried ?? solved.answer}`;
}

/** A slip is one more or less; what follows goes on from it. */
function workOut({ operation, right, unit }, left, slips, random) {
  // After a slip a division may leave a rest.
  const exact = Math.round(compute(left, operation, right));
  const result = slips ? exact + random.pick([-1, 1]) : exact;
  return { text: `${left} ${operation} ${right} = ${result} ${unit}.`, result };
}

module.exports = { explainSolution };
