import type { JsonValue } from '../../../src/core/canonical-json.js';

/**
 * The JSON value a reply holds: the whole text, or a fenced block, or what stands between the first bracket and its last
 * counterpart. Absent when none of them parses.
 */
export function findJson(text: string): { readonly value: JsonValue } | undefined {
  const fenced = /```(?:json)?\s*\n([\s\S]*?)```/i.exec(text)?.[1];
  for (const candidate of [text, fenced, between(text, '{', '}'), between(text, '[', ']')]) {
    if (candidate === undefined || candidate.trim() === '') continue;
    try {
      return { value: JSON.parse(candidate) as JsonValue };
    } catch {
      // The next candidate may parse.
    }
  }
  return undefined;
}

function between(text: string, open: string, close: string): string | undefined {
  const from = text.indexOf(open);
  const to = text.lastIndexOf(close);
  return from >= 0 && to > from ? text.slice(from, to + 1) : undefined;
}
