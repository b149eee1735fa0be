/** A comparison as the length of the answers sees it. */
export interface Compared {
  /** 1 where the model won, 0 where the baseline did, 0.5 where neither. */
  readonly scores: Float64Array;
  /** How much longer the model's answer is, between -1 and 1; see `lengthGaps`. */
  readonly gaps: Float64Array;
}

/**
 * How much longer each answer is than the baseline's, in standard deviations of that difference and squeezed by tanh, so
 * that one endless answer does not count for many.
 */
export function lengthGaps(differences: readonly number[]): Float64Array {
  const n = differences.length;
  const mean = differences.reduce((sum, each) => sum + each, 0) / Math.max(1, n);
  const spread = Math.sqrt(differences.reduce((sum, each) => sum + (each - mean) ** 2, 0) / Math.max(1, n));
  return Float64Array.from(differences, (each) => (spread === 0 ? 0 : Math.tanh(each / spread)));
}

/** Keeps the effect of length finite where the longer answer always wins. */
const ridge = 1;
const steps = 50;

/**
 * The share of comparisons the model would win if its answers were as long as the baseline's: a logistic regression of
 * the verdict on the difference of lengths, told with that difference set to nought (Dubois et al., "Length-Controlled
 * AlpacaEval", arXiv 2404.04475, equation 1, without its term for how hard each instruction is, which needs the verdicts
 * of many other models).
 */
export function lengthControlled({ scores, gaps }: Compared, drawn: Int32Array): number {
  const n = drawn.length;
  if (n === 0) return 0;
  let mean = 0;
  for (const at of drawn) mean += scores[at]! / n;
  if (mean <= 0 || mean >= 1) return mean;
  let [theta, phi] = [Math.log(mean / (1 - mean)), 0];
  for (let step = 0; step < steps; step++) {
    const { byTheta, byPhi } = newtonStep({ scores, gaps }, drawn, [theta, phi]);
    // The curvature may be flat far out: no step goes further than the likelihood can be trusted.
    const scale = Math.min(1, 2 / Math.max(Math.abs(byTheta), Math.abs(byPhi), 1e-300));
    theta += scale * byTheta;
    phi += scale * byPhi;
    if (Math.abs(byTheta) + Math.abs(byPhi) < 1e-10) break;
  }
  return 1 / (1 + Math.exp(-theta));
}

function newtonStep(
  { scores, gaps }: Compared,
  drawn: Int32Array,
  [theta, phi]: readonly [number, number],
): { readonly byTheta: number; readonly byPhi: number } {
  const gradient = { theta: 0, phi: -ridge * phi };
  const curve = { tt: 0, tp: 0, pp: ridge };
  for (const at of drawn) {
    const gap = gaps[at]!;
    const chance = 1 / (1 + Math.exp(-(theta + phi * gap)));
    const off = scores[at]! - chance;
    const weight = chance * (1 - chance);
    gradient.theta += off;
    gradient.phi += off * gap;
    curve.tt += weight;
    curve.tp += weight * gap;
    curve.pp += weight * gap * gap;
  }
  const determinant = curve.tt * curve.pp - curve.tp ** 2;
  return {
    byTheta: (curve.pp * gradient.theta - curve.tp * gradient.phi) / determinant,
    byPhi: (curve.tt * gradient.phi - curve.tp * gradient.theta) / determinant,
  };
}
