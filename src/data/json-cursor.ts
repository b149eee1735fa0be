import { LONGEST_ROW } from './contract.js';
import { jsonFault, jsonHint } from './json-fault.js';
import { rowTooLong, unreadable } from './unreadable.js';

export interface JsonText {
  readonly text: string;
  /** Where it begins, 1-based. */
  readonly line: number;
  readonly column: number;
}

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_MAP, CLOSE_MAP] = [34, 92, 91, 93, 123, 125];

/**
 * Reads JSON from pieces of text, one value at a time: finds where a value ends, and leaves it to JSON.parse to say
 * whether it is one. Holds the piece at hand and the value it reads.
 */
export class JsonCursor {
  private readonly pieces: AsyncIterator<string>;
  private text = '';
  private at = 0;
  private line = 1;
  /** Where the line begins, as a place in `text`; negative when in an earlier piece. */
  private lineStart = 0;
  private counted = 0;

  constructor(
    pieces: AsyncIterable<string>,
    private readonly file: string,
  ) {
    this.pieces = pieces[Symbol.asyncIterator]();
  }

  /** Lets go of the file, wherever the reading stands. */
  async close(): Promise<void> {
    await this.pieces.return?.();
  }

  /** The next character that is no white space, not yet taken; empty at the end of the file. */
  async peek(): Promise<string> {
    for (;;) {
      while (this.at < this.text.length) {
        const unit = this.text.charCodeAt(this.at);
        if (unit !== 32 && unit !== 10 && unit !== 13 && unit !== 9) return this.text[this.at]!;
        this.at++;
      }
      if (!(await this.more())) return '';
    }
  }

  /** Takes the next character, which must be one of these. */
  async take(wanted: string): Promise<string> {
    const next = await this.peek();
    if (next === '' || !wanted.includes(next)) throw this.notJson(expected(next, wanted));
    this.at++;
    return next;
  }

  /** The next value as text. With `keep` false only its end is found: it may be of any length. */
  async value(keep = true): Promise<JsonText> {
    await this.peek();
    const place = this.place();
    const parts: string[] = [];
    let chars = 0;
    let depth = 0;
    let inText = false;
    let escaped = false;
    for (let from = this.at; ;) {
      const { text } = this;
      let end = -1;
      let at = from;
      for (; at < text.length && end === -1; at++) {
        const unit = text.charCodeAt(at);
        if (escaped) escaped = false;
        else if (inText) {
          if (unit === BACKSLASH) escaped = true;
          else if (unit === QUOTE) inText = false;
          if (!inText && depth === 0) end = at + 1;
        } else if (unit === QUOTE) inText = true;
        else if (unit === OPEN_MAP || unit === OPEN_LIST) depth++;
        else if (unit === CLOSE_MAP || unit === CLOSE_LIST) {
          if (depth === 0) end = at;
          else if (--depth === 0) end = at + 1;
        } else if (depth === 0 && (unit === 44 || unit === 58 || unit <= 32)) end = at;
      }
      const until = end === -1 ? text.length : end;
      if (keep) {
        parts.push(text.slice(from, until));
        chars += until - from;
        if (chars > LONGEST_ROW) throw rowTooLong(this.file, 'value', place.line);
      }
      this.at = until;
      if (end !== -1 || !(await this.more())) return { text: parts.join(''), ...place };
      from = this.at;
    }
  }

  parse({ text, line, column }: JsonText): unknown {
    try {
      return JSON.parse(text);
    } catch {
      const fault = jsonFault(text) ?? { offset: 0, message: 'it cannot be read' };
      const before = text.slice(0, fault.offset).split('\n');
      const start = text.lastIndexOf('\n', fault.offset - 1) + 1;
      const end = text.indexOf('\n', fault.offset);
      const last = before.at(-1)!.length + 1;
      throw unreadable({
        file: this.file,
        message: `The file is not JSON: ${fault.message}.`,
        hint: jsonHint(fault.message),
        line: line + before.length - 1,
        column: before.length === 1 ? column + last - 1 : last,
        ...(before.length === 1 && column > 1 ? {} : { text: text.slice(start, end === -1 ? undefined : end) }),
      });
    }
  }

  /** Where the next character stands. */
  place(): { readonly line: number; readonly column: number } {
    for (let end = this.text.indexOf('\n', this.counted); end !== -1 && end < this.at;) {
      this.line++;
      this.lineStart = end + 1;
      end = this.text.indexOf('\n', end + 1);
    }
    this.counted = this.at;
    return { line: this.line, column: this.at - this.lineStart + 1 };
  }

  /** An error at the next character. */
  notJson(what: string, hint?: string): Error {
    return unreadable({
      file: this.file,
      message: `The file is not JSON: ${what}.`,
      hint: hint ?? jsonHint(what),
      ...this.place(),
    });
  }

  private async more(): Promise<boolean> {
    const next = await this.pieces.next();
    if (next.done === true) return false;
    this.place();
    this.lineStart -= this.at;
    this.text = this.text.slice(this.at) + next.value;
    this.at = 0;
    this.counted = 0;
    return true;
  }
}

function expected(next: string, wanted: string): string {
  const names = wanted.split('').map((character) => (character === ',' ? 'a comma' : character));
  const what = names.length === 1 && wanted === '"' ? 'a key in double quotes' : names.join(' or ');
  return next === '' ? `it ends where ${what} should stand` : `${what} should stand here, not ${JSON.stringify(next)}`;
}
