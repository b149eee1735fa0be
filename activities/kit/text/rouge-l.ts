import { wordsOf } from './normalise-text.js';

/** Bound once: in a test sandbox each look-up of a global is slow. */
const { imul } = Math;

/**
 * ROUGE-L F1 between texts (Lin, "ROUGE: A Package for Automatic Evaluation of Summaries", 2004, section 3): twice the
 * longest common subsequence of words over the sum of both lengths. Exact; words are those of `wordsOf`, unstemmed.
 */
export function rougeL(a: string, b: string): number {
  const index = createRougeIndex();
  index.add(a);
  return index.nearest(b)?.similarity ?? 0;
}

export interface Nearest {
  /** Place among the added texts. */
  readonly index: number;
  readonly similarity: number;
}

/** Texts to compare others with; grows. */
export interface RougeIndex {
  readonly size: number;
  add(text: string): void;
  /** The first added text whose similarity is above `limit`, if any. */
  firstAbove(text: string, limit: number): Nearest | undefined;
  /** The most similar one; the first of equals. */
  nearest(text: string): Nearest | undefined;
}

/**
 * Two bounds come before the subsequence: it is no longer than the shorter text, and no longer than the words both have,
 * counted with their repeats. The overlap is gathered for all texts at once from lists of texts per word.
 */
export function createRougeIndex(): RougeIndex {
  return new OverlapIndex();
}

class OverlapIndex implements RougeIndex {
  private readonly idOf = new Map<string, number>();
  private readonly texts: Int32Array[] = [];
  /** By word id: text index and count, alternating. */
  private readonly postings: number[][] = [];
  private overlap = new Int32Array(1024);
  private slotOf = new Int32Array(1024);

  get size(): number {
    return this.texts.length;
  }

  add(text: string): void {
    const words = this.encode(text, true);
    const at = this.texts.push(words) - 1;
    if (at >= this.overlap.length) this.overlap = new Int32Array(this.overlap.length * 2);
    for (const [word, count] of countWords(words)) this.postings[word]!.push(at, count);
  }

  firstAbove(text: string, limit: number): Nearest | undefined {
    return this.search(text, limit, false);
  }

  nearest(text: string): Nearest | undefined {
    return this.search(text, 0, true);
  }

  private encode(text: string, grow: boolean): Int32Array {
    return Int32Array.from(wordsOf(text), (word) => {
      const known = this.idOf.get(word);
      if (known !== undefined || !grow) return known ?? -1;
      this.idOf.set(word, this.postings.length);
      return this.postings.push([]) - 1;
    });
  }

  private search(text: string, limit: number, all: boolean): Nearest | undefined {
    const { texts } = this;
    const words = this.encode(text, false);
    const overlap = this.overlapWith(words);
    if (this.slotOf.length < this.postings.length) this.slotOf = new Int32Array(this.postings.length * 2);
    const pattern = createPattern(words, this.slotOf);
    let best: Nearest | undefined;
    let least = limit;
    for (let index = 0; index < texts.length; index++) {
      const total = texts[index]!.length + words.length;
      if (total === 0 || (2 * overlap[index]!) / total <= least) continue;
      const similarity = (2 * pattern.lcs(texts[index]!)) / total;
      if (similarity <= least) continue;
      best = { index, similarity };
      if (!all) break;
      least = similarity;
    }
    pattern.release();
    return best;
  }

  /** By text, the words that both have, with their repeats. */
  private overlapWith(words: Int32Array): Int32Array {
    const { overlap } = this;
    overlap.fill(0, 0, this.texts.length);
    for (const [word, count] of countWords(words)) {
      const list = word < 0 ? [] : this.postings[word]!;
      for (let i = 0; i < list.length; i += 2) overlap[list[i]!]! += list[i + 1]! < count ? list[i + 1]! : count;
    }
    return overlap;
  }
}

function countWords(words: Int32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

interface Pattern {
  /** Length of the longest common subsequence with `other`. */
  lcs(other: Int32Array): number;
  /** Gives the shared `slotOf` back clean. */
  release(): void;
}

/**
 * Bit-parallel LCS (Hyyro, "Bit-parallel LCS-length computation revisited", 2004): one bit per word of the pattern, a
 * whole column of the table per word of the other text. `slotOf` maps a word id to its row of masks, 0 for none.
 */
function createPattern(words: Int32Array, slotOf: Int32Array): Pattern {
  const blocks = Math.max(1, Math.ceil(words.length / 32));
  const masks = new Int32Array((words.length + 1) * blocks);
  let slots = 0;
  words.forEach((word, position) => {
    if (word < 0) return;
    const slot = slotOf[word]! || (slotOf[word] = ++slots);
    masks[slot * blocks + (position >>> 5)]! |= 1 << (position & 31);
  });
  const column = new Int32Array(blocks);

  const lcsOneBlock = (other: Int32Array): number => {
    let v = -1;
    for (let i = 0; i < other.length; i++) {
      const u = v & masks[slotOf[other[i]!]!]!;
      v = (v + u) | 0 | (v - u);
    }
    return bitCount(~v);
  };

  const lcsBlocks = (other: Int32Array): number => {
    column.fill(-1);
    for (let i = 0; i < other.length; i++) {
      const row = slotOf[other[i]!]! * blocks;
      if (row === 0) continue;
      let carry = 0;
      for (let block = 0; block < blocks; block++) {
        const v = column[block]!;
        const u = v & masks[row + block]!;
        const sum = (v >>> 0) + (u >>> 0) + carry;
        carry = sum > 0xffffffff ? 1 : 0;
        column[block] = sum | 0 | (v & ~u);
      }
    }
    return column.reduce((total, v) => total + bitCount(~v), 0);
  };

  return {
    lcs: blocks === 1 ? lcsOneBlock : lcsBlocks,
    release: () => {
      for (const word of words) if (word >= 0) slotOf[word] = 0;
    },
  };
}

function bitCount(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
