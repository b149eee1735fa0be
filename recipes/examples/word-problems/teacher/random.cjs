const { createHash } = require('node:crypto');

/**
 * Random numbers that depend on a request only, so that equal requests get equal replies: xoroshiro128+ (Blackman and Vigna,
 * "Scrambled linear pseudorandom number generators", arXiv 1805.01407) with the constants 24, 16 and 37, on halves of 32 bits.
 */
function createRandom(request) {
  const seed = Number.parseInt(sha256(sha256(spelt(request))).slice(0, 8), 16) | 0;
  let [s01, s00, s11, s10] = [-1, ~seed, seed, 0];
  const next = () => {
    const drawn = (s00 + s10) | 0;
    const [a0, a1] = [s10 ^ s00, s11 ^ s01];
    [s00, s01] = [
      (s00 << 24) ^ (s01 >>> 8) ^ a0 ^ (a0 << 16),
      (s01 << 24) ^ (s00 >>> 8) ^ a1 ^ ((a1 << 16) | (a0 >>> 16)),
    ];
    [s10, s11] = [(a1 << 5) ^ (a0 >>> 27), (a0 << 5) ^ (a1 >>> 27)];
    return drawn + 0x80000000;
  };
  /** A whole number in [0, limit). Draws at the upper end that would favour small ones are drawn again. */
  const below = (limit) => {
    const fair = Math.floor(0x100000000 / limit) * limit;
    let drawn = next();
    while (drawn >= fair) drawn = next();
    return drawn % limit;
  };
  return {
    below,
    /** In [0, 1). */
    unit: () => below(0x7fffffff) / 0x7fffffff,
    pick: (items) => items[below(items.length)],
    shuffled: (items) => {
      const result = [...items];
      for (let last = result.length - 1; last > 0; last--) {
        const other = below(last + 1);
        [result[last], result[other]] = [result[other], result[last]];
      }
      return result;
    },
  };
}

/** What of a request counts: at temperature 0 no seed does. */
function randomFor({ messages, temperature, seed }) {
  return createRandom(temperature === 0 ? { messages } : { messages, temperature, seed });
}

/** JSON with keys in order and nothing undefined: one spelling for each value. */
function spelt(value) {
  if (Array.isArray(value)) return `[${value.map(spelt).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.keys(value).filter((key) => value[key] !== undefined);
  return `{${members
    .sort()
    .map((key) => `${JSON.stringify(key)}:${spelt(value[key])}`)
    .join(',')}}`;
}

function sha256(text) {
  return createHash('sha256').update(text).digest('hex');
}

module.exports = { createRandom, randomFor };
