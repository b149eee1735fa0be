/**
 * Text as comparisons see it. `wordsOf` is the one notion of a word: similarity, n-grams and near-duplicates agree.
 */

/** Scripts written without spaces: each of their characters counts as a word, with the marks that follow it. */
const unspaced = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}';
const word = new RegExp(`[${unspaced}]\\p{M}*|(?:(?![${unspaced}])[\\p{L}\\p{N}\\p{M}])+`, 'gu');
const asciiOnly = /^[\0-\x7f]*$/; // oxlint-disable-line no-control-regex -- the whole ASCII range is meant
const asciiWord = /[a-z0-9]+/g;

/** Lower-case words without punctuation, after Unicode compatibility folding (full-width digits become plain ones). */
export function wordsOf(text: string): string[] {
  if (asciiOnly.test(text)) return text.toLowerCase().match(asciiWord) ?? [];
  return text.normalize('NFKC').toLowerCase().match(word) ?? [];
}

/** Case, width and runs of white space folded; punctuation kept. */
export function looseText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** `looseText` without quotes and punctuation around it: how short answers are compared. */
export function answerText(text: string): string {
  return looseText(text).replace(/^[\s"'`\u2018-\u201f*_.,;:!?]+|[\s"'`\u2018-\u201f*_.,;:!?]+$/gu, '');
}

/** How two short texts are compared: as written, loosely, or as answers. */
export function normaliserOf(how: 'none' | 'loose' | 'answer'): (text: string) => string {
  return { none: (text: string) => text.trim(), loose: looseText, answer: answerText }[how];
}
