import type { SourcePlace } from '../core/errors.js';

/** A text file for pointing into: lines and columns, 1-based, as editors count them. */
export class SourceText {
  readonly #starts: number[] = [0];

  constructor(
    /** As errors name it. */
    readonly file: string,
    readonly text: string,
  ) {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  /** The place of a character; the end of the text for anything beyond it. */
  at(offset: number): SourcePlace {
    const within = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#starts[middle]! <= within) low = middle;
      else high = middle - 1;
    }
    return this.line(low + 1, within - this.#starts[low]! + 1);
  }

  line(line: number, column: number): SourcePlace {
    const start = this.#starts[line - 1];
    if (start === undefined) return { file: this.file };
    const end = this.#starts[line] ?? this.text.length + 1;
    return { file: this.file, line, column, text: this.text.slice(start, end - 1).replace(/\r$/, '') };
  }
}

/** Text of a file's bytes: UTF-8, a byte-order mark dropped. Undefined when the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
