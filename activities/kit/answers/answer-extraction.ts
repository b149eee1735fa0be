/** A worked solution cut at the marker before its final answer. */
export interface WorkedAnswer {
  /** What stands before the marker, trimmed. */
  readonly rationale: string;
  /** The rest of the marker's line, or the next line that has text, trimmed. Never empty. */
  readonly answer: string;
}

/**
 * Find the final answer after the last `marker` ("####", "A:"). A marker made of letters counts only where no letter or
 * digit comes right before it, so that "A:" is not found in "DNA: 3". Absent when there is no marker or nothing after it.
 */
export function extractAnswer(text: string, marker: string): WorkedAnswer | undefined {
  const at = lastMarker(text, marker);
  if (at < 0) return undefined;
  const answer = text
    .slice(at + marker.length)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .find((line) => line !== '');
  return answer === undefined ? undefined : { rationale: text.slice(0, at).trim(), answer };
}

/** The last line that has text as the answer, what stands before it as the reasoning. Absent when there is no text. */
export function lastLineAnswer(text: string): WorkedAnswer | undefined {
  const lines = text.trim().split(/\r?\n/);
  const answer = lines.pop()!.trim();
  return answer === '' ? undefined : { rationale: lines.join('\n').trim(), answer };
}

function lastMarker(text: string, marker: string): number {
  const wordLike = /^[\p{L}\p{N}]/u.test(marker);
  for (let at = text.lastIndexOf(marker); at >= 0; at = at === 0 ? -1 : text.lastIndexOf(marker, at - 1)) {
    if (!wordLike || at === 0 || !/[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, at - 2), at))) return at;
  }
  return -1;
}
