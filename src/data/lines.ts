import { LONGEST_ROW } from './contract.js';
import { rowTooLong } from './unreadable.js';

export interface Line {
  readonly text: string;
  /** 1-based. */
  readonly line: number;
}

/** Lines of a text, without their ends (LF or CRLF); an empty last one is none. Refuses what is longer than a row may be. */
export async function* linesOf(pieces: AsyncIterable<string>, file: string): AsyncGenerator<Line> {
  let line = 0;
  // A long line comes in many pieces: joining them once keeps this linear.
  let open: string[] = [];
  let openChars = 0;
  const take = (end: string): Line => {
    const text = open.length === 0 ? end : open.join('') + end;
    open = [];
    openChars = 0;
    line++;
    return { text: text.endsWith('\r') ? text.slice(0, -1) : text, line };
  };
  for await (const piece of pieces) {
    let from = 0;
    for (let end = piece.indexOf('\n'); end !== -1; end = piece.indexOf('\n', from)) {
      yield take(piece.slice(from, end));
      from = end + 1;
    }
    if (from === piece.length) continue;
    open.push(piece.slice(from));
    openChars += piece.length - from;
    if (openChars > LONGEST_ROW) throw rowTooLong(file, 'line', line + 1);
  }
  if (open.length > 0) yield take('');
}
