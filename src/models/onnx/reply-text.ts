import type { TextTokenizer } from './text-tokenizer.js';

/**
 * The text of one reply as its tokens come. A half character waits for its other half, and what may be the start of a
 * stop text waits until it is known not to be. Decodes the newest tokens only, not the whole reply each time.
 */
export class ReplyText {
  readonly #ids: number[] = [];
  #settled = '';
  /** Tokens before `#read` are settled; those from `#window` on are decoded again with each new one, because a
   * tokenizer may write a token's space only behind another token. */
  #window = 0;
  #read = 0;
  #current = '';
  #given = 0;

  constructor(
    private readonly tokenizer: TextTokenizer,
    private readonly stop: readonly string[],
  ) {}

  /** True when a stop text is in the reply; `text` then ends before it. */
  append(id: number): boolean {
    const searchFrom = Math.max(0, this.#settled.length - longestOf(this.stop));
    this.#add(id);
    const found = this.stop.map((text) => this.#current.indexOf(text, searchFrom)).filter((at) => at >= 0);
    if (found.length === 0) return false;
    this.#current = this.#current.slice(0, Math.min(...found));
    return true;
  }

  /** The token that ends the reply; it has a text only where it is no special token, and then no stop text counts. */
  appendEnd(id: number): void {
    this.#add(id);
  }

  #add(id: number): void {
    this.#ids.push(id);
    const before = this.tokenizer.decode(this.#ids.slice(this.#window, this.#read));
    const now = this.tokenizer.decode(this.#ids.slice(this.#window));
    const fresh = now.slice(before.length);
    this.#current = this.#settled + fresh;
    if (fresh !== '' && !fresh.endsWith('\ufffd')) {
      this.#settled = this.#current;
      this.#window = this.#read;
      this.#read = this.#ids.length;
    }
  }

  get text(): string {
    return this.#current;
  }

  /** What may be given out now and has not been; all of it once the reply is over. */
  takePiece(over: boolean): string {
    const until = over ? this.#current.length : this.#safeLength();
    const piece = this.#current.slice(this.#given, until);
    this.#given = Math.max(this.#given, until);
    return piece;
  }

  #safeLength(): number {
    const whole = this.#current.replace(/\ufffd+$/, '');
    const held = this.stop.map((text) => overlapOf(whole, text));
    return whole.length - Math.max(0, ...held);
  }
}

/** Length of the longest end of `text` that `stop` begins with. */
function overlapOf(text: string, stop: string): number {
  let length = Math.min(text.length, stop.length - 1);
  while (length > 0 && !text.endsWith(stop.slice(0, length))) length -= 1;
  return length;
}

function longestOf(texts: readonly string[]): number {
  return texts.reduce((longest, text) => Math.max(longest, text.length), 0);
}
