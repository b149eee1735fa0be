import type { Random } from '../../core/random.js';

/** Greedy and sampled choice over one row of logits. Nothing here knows of other rows. */

/** The likeliest token; the lowest id among equals, as PyTorch's argmax. */
export function chooseLikeliest(logits: Float32Array): number {
  let best = 0;
  let highest = -Infinity;
  for (let id = 0; id < logits.length; id++) {
    if (logits[id]! > highest) {
      highest = logits[id]!;
      best = id;
    }
  }
  return best;
}

export interface DrawInput {
  readonly logits: Float32Array;
  /** Above 0. */
  readonly temperature: number;
  /** The likeliest tokens that together reach this are kept; the first always is. */
  readonly topP: number;
  readonly random: Random;
}

export function drawToken({ logits, temperature, topP, random }: DrawInput): number {
  const highest = logits[chooseLikeliest(logits)]!;
  const weights = new Float64Array(logits.length);
  let total = 0;
  for (let id = 0; id < logits.length; id++) {
    const weight = Math.exp((logits[id]! - highest) / temperature);
    weights[id] = weight;
    total += weight;
  }
  const kept = topP < 1 ? keepTop(weights, total, topP) : undefined;
  let left = random.unit() * (kept?.total ?? total);
  let chosen = 0;
  for (let at = 0; at < (kept?.ids.length ?? weights.length); at++) {
    chosen = kept ? kept.ids[at]! : at;
    left -= weights[chosen]!;
    if (left < 0) break;
  }
  return chosen;
}

function keepTop(weights: Float64Array, total: number, topP: number): { ids: number[]; total: number } {
  // Tokens below this weight together stay below 1 - top_p, so none of them can be among the kept: no need to sort them.
  const least = ((1 - topP) * total) / weights.length;
  const candidates: number[] = [];
  for (let id = 0; id < weights.length; id++) if (weights[id]! >= least) candidates.push(id);
  candidates.sort((one, other) => weights[other]! - weights[one]! || one - other);
  let reached = 0;
  let count = 0;
  while (count < candidates.length && (count === 0 || reached < topP * total))
    reached += weights[candidates[count++]!]!;
  return { ids: candidates.slice(0, count), total: reached };
}

/** Takes the penalty once from the logit of each token that the reply has already. */
export function penalise(logits: Float32Array, ids: readonly number[], penalty: number): void {
  for (const id of new Set(ids)) logits[id]! -= penalty;
}

/** What turns a logit into the logarithm of its token's probability, by subtraction. */
export function logNorm(logits: Float32Array): number {
  const highest = logits[chooseLikeliest(logits)]!;
  let total = 0;
  for (const logit of logits) total += Math.exp(logit - highest);
  return highest + Math.log(total);
}

/** The likeliest tokens, the lower id first among equals. */
export function findLikeliest(logits: Float32Array, count: number): readonly number[] {
  const top: number[] = [];
  for (let id = 0; id < logits.length; id++) {
    if (top.length === count && !(logits[id]! > (logits[top.at(-1) ?? id] ?? Infinity))) continue;
    let place = top.length;
    while (place > 0 && logits[top[place - 1]!]! < logits[id]!) place -= 1;
    top.splice(place, 0, id);
    if (top.length > count) top.pop();
  }
  return top;
}
