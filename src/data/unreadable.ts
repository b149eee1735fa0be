import { LimbeckError } from '../core/errors.js';
import { LONGEST_ROW } from './contract.js';

/** A file that is not what it is read as. */
export function unreadable(input: {
  readonly file: string;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  readonly text?: string | undefined;
}): LimbeckError {
  const { file, message, hint, line, column, text } = input;
  return new LimbeckError({
    code: 'data-unreadable',
    message,
    hint,
    where: {
      file,
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
      ...(text === undefined ? {} : { text }),
    },
  });
}

export function rowTooLong(file: string, what: string, line: number): LimbeckError {
  return unreadable({
    file,
    line,
    message: `The ${what} that begins in line ${line} has more than ${LONGEST_ROW / (1 << 20)} million characters.`,
    hint: 'That is the longest a row may be. Cut it into several rows; if the file is no such text, say its format.',
  });
}
