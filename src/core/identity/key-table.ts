/**
 * A map from texts to small numbers that keeps 64 bits of each text and nothing else: 24 to 48 bytes a key, where a Map
 * of digests takes 150. Two texts of a million share their 64 bits with a probability of 3 in 100,000,000: callers must
 * bear taking one for the other.
 */
export class KeyTable {
  private slots = 1 << 10;
  private used = 0;
  private high = new Uint32Array(this.slots);
  private low = new Uint32Array(this.slots);
  /** One more than the number; 0 is a free slot. */
  private numbers = new Uint32Array(this.slots);

  /** Sets the key's number and gives the one it had; undefined for a new key. */
  put(key: string, number: number): number | undefined {
    const [high, low] = hash64(key);
    const at = this.find(high, low);
    const before = this.numbers[at]!;
    this.high[at] = high;
    this.low[at] = low;
    this.numbers[at] = number + 1;
    if (before > 0) return before - 1;
    this.used++;
    if (this.used * 2 > this.slots) this.grow();
    return undefined;
  }

  /** How often the key was counted before. */
  count(key: string): number {
    const before = this.put(key, 1);
    if (before === undefined) return 0;
    this.put(key, before + 1);
    return before;
  }

  private find(high: number, low: number): number {
    let at = low & (this.slots - 1);
    while (this.numbers[at] !== 0 && (this.high[at] !== high || this.low[at] !== low)) at = (at + 1) & (this.slots - 1);
    return at;
  }

  private grow(): void {
    const { high, low, numbers } = this;
    this.slots *= 2;
    this.high = new Uint32Array(this.slots);
    this.low = new Uint32Array(this.slots);
    this.numbers = new Uint32Array(this.slots);
    for (let from = 0; from < numbers.length; from++) {
      if (numbers[from] === 0) continue;
      const at = this.find(high[from]!, low[from]!);
      this.high[at] = high[from]!;
      this.low[at] = low[from]!;
      this.numbers[at] = numbers[from]!;
    }
  }
}

/** Two multiplicative hashes with different primes, mixed at the end as MurmurHash3 does. */
function hash64(key: string): readonly [number, number] {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let at = 0; at < key.length; at++) {
    const unit = key.charCodeAt(at);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  const high = mixed(a ^ mixed(b));
  const low = mixed(b ^ high);
  return [high >>> 0, low >>> 0];
}

/** Every bit of the result depends on every bit given. */
function mixed(bits: number): number {
  let hash = Math.imul(bits ^ (bits >>> 16), 2246822507);
  hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
  return hash ^ (hash >>> 16);
}
