/**
 * Pieces about as long as a language model's tokens: up to six letters, up to three digits, or one other sign, each with
 * the space before it. Counts, limits and prices of the offline teachers rest on them.
 */
const piece = /\s?(?:\p{L}{1,6}|\p{N}{1,3}|[^\s\p{L}\p{N}])|\s/gu;

export function countTokens(text: string): number {
  return text.match(piece)?.length ?? 0;
}

/** The text as far as `maxTokens` pieces reach, and whether that was all of it. */
export function cutToTokens(text: string, maxTokens: number): { readonly text: string; readonly whole: boolean } {
  const pieces = text.match(piece) ?? [];
  if (pieces.length <= maxTokens) return { text, whole: true };
  return { text: pieces.slice(0, maxTokens).join(''), whole: false };
}
