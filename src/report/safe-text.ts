/**
 * Text of records and of other people's programs, made safe to show: control characters (a terminal obeys them) and
 * characters that turn the direction of text become visible. HTML escaping is html-text.ts's.
 */
// Controls but tab and line feed; format characters but the joiners that scripts and emoji need; halves of characters.
const unsafe = /(?![\t\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Keeps line breaks and tabs; everything else without a shape is spelt out, as `\u{1b}`. */
export function showText(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(unsafe, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/** On one line. */
export function showLine(text: string): string {
  return showText(text).replace(/\s+/g, ' ').trim();
}

/** At most `length` UTF-16 units, never half a character. */
export function cutText(text: string, length: number): { readonly text: string; readonly left_out: number } {
  if (text.length <= length) return { text, left_out: 0 };
  const end = /[\ud800-\udbff]/.test(text[length - 1] ?? '') ? length - 1 : length;
  return { text: text.slice(0, end), left_out: text.length - end };
}
