/** How many columns of a terminal a text takes: wide letters (Chinese, emoji) take two, marks on letters none. */
const none = /[\p{Mn}\p{Me}]|\u200c|\u200d/u;
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

export function columnsOf(text: string): number {
  let columns = 0;
  for (const letter of text) columns += columnsOfLetter(letter);
  return columns;
}

function columnsOfLetter(letter: string): number {
  if (letter < '\u0300') return 1;
  if (none.test(letter)) return 0;
  return wide.test(letter) ? 2 : 1;
}

/** The longest beginning that takes at most so many columns. */
export function takeColumns(text: string, columns: number): string {
  let taken = '';
  let left = columns;
  for (const letter of text) {
    left -= columnsOfLetter(letter);
    if (left < 0) break;
    taken += letter;
  }
  return taken;
}
