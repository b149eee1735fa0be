import { unsafeUniformIntDistribution, xoroshiro128plus } from 'pure-rand';
import { sha256Hex } from './digest.js';

/** A stream of random numbers that depends on its seed only. Never shared between rows or rounds. */
export interface Random {
  /** An integer in [0, below). */
  below(limit: number): number;
  /** A float in [0, 1), 31 bits. */
  unit(): number;
  pick<T>(items: readonly T[]): T;
  /** A new array, Fisher-Yates. */
  shuffled<T>(items: readonly T[]): T[];
}

/** `seed` is any text; say what the stream is for in it: `${stepKey}/${rowId}`. */
export function createRandom(seed: string): Random {
  const generator = xoroshiro128plus(Number.parseInt(sha256Hex(seed).slice(0, 8), 16) | 0);
  const below = (limit: number): number => {
    if (!(limit >= 1)) throw new RangeError(`A random number below ${limit} does not exist.`);
    return unsafeUniformIntDistribution(0, limit - 1, generator);
  };
  return {
    below,
    unit: () => below(0x7fffffff) / 0x7fffffff,
    pick: (items) => items[below(items.length)] as (typeof items)[number],
    shuffled: (items) => {
      const result = [...items];
      for (let last = result.length - 1; last > 0; last--) {
        const other = below(last + 1);
        [result[last], result[other]] = [result[other]!, result[last]!];
      }
      return result;
    },
  };
}
