import type { Random } from '../../core/random.js';
import { compute, readProblem, solveProblem, type Step } from './problem.js';

/** How often a step is done wrong at temperature 1: rules do not slip by themselves, and checking must have its use. */
const slipRate = 0.06;

const openings = ['', 'First '];
const links = ['', 'Then ', 'So '];

/**
 * A worked solution that ends in the marker and the answer; undefined for a problem that cannot be read. At temperature 0
 * it is plain and free of slips; above, its wording varies, and now and then a step is done wrong.
 */
export function explainSolution(text: string, marker: string, temperature: number, random: Random): string | undefined {
  const sentences = readProblem(text);
  const solved = sentences && solveProblem(sentences);
  if (!solved) return undefined;
  let carried: number | undefined;
  const lines = solved.steps.map((step, index) => {
    const done = workOut(step, carried ?? step.left, random.unit() < slipRate * temperature, random);
    carried = done.result;
    const words = index === 0 ? openings : links;
    return `${temperature === 0 ? '' : random.pick(words)}${done.text}`;
  });
  return `${lines.join(' ')}\n${marker} ${carried ?? solved.answer}`;
}

/** A slip is one more or less; what follows goes on from it. */
function workOut(
  { operation, right, unit }: Step,
  left: number,
  slips: boolean,
  random: Random,
): { readonly text: string; readonly result: number } {
  // After a slip a division may leave a rest.
  const exact = Math.round(compute(left, operation, right));
  const result = slips ? exact + random.pick([-1, 1]) : exact;
  return { text: `${left} ${operation} ${right} = ${result} ${unit}.`, result };
}
