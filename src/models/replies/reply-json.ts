import type { JsonValue } from '../../core/canonical-json.js';

/**
 * Finds the JSON in a reply. The rule, in order; the first that parses wins:
 *  1. the whole reply, once a leading `<think>...</think>` is taken off;
 *  2. the content of each code fence;
 *  3. each balanced object or array in the text, from the left.
 * What the schema then refuses is not looked for elsewhere in the reply: the model is asked again.
 */
const FENCE = /```[a-zA-Z0-9_-]*[ \t]*\r?\n?([\s\S]*?)```/g;
/** Places where rule 3 tries at most: a reply of nothing but brackets must not take quadratic time. */
const MOST_STARTS = 64;

/** Undefined when there is no JSON in the text. `wants` narrows rule 3 to what the schema can accept. */
export function findJson(text: string, wants: 'object' | 'array' | 'any'): { readonly value: JsonValue } | undefined {
  const plain = text.replace(/^\s*<think>[\s\S]*?<\/think>/, '').trim();
  const whole = parse(plain);
  if (whole) return whole;
  for (const [, content] of plain.matchAll(FENCE)) {
    const fenced = parse((content ?? '').trim());
    if (fenced) return fenced;
  }
  return findBalanced(plain, wants);
}

function parse(text: string): { readonly value: JsonValue } | undefined {
  if (text === '') return undefined;
  try {
    return { value: JSON.parse(text) as JsonValue };
  } catch {
    return undefined;
  }
}

function findBalanced(text: string, wants: 'object' | 'array' | 'any'): { readonly value: JsonValue } | undefined {
  const opening = wants === 'object' ? /\{/g : wants === 'array' ? /\[/g : /[{[]/g;
  let starts = 0;
  for (const { index } of text.matchAll(opening)) {
    if (++starts > MOST_STARTS) return undefined;
    const end = endOfValue(text, index);
    const found = end === undefined ? undefined : parse(text.slice(index, end));
    if (found) return found;
  }
  return undefined;
}

/** Where the bracket that opens at `start` is closed; brackets inside strings do not count. */
function endOfValue(text: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (inString) {
      if (char === '\\') at++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') depth++;
    else if ((char === '}' || char === ']') && --depth === 0) return at + 1;
  }
  return undefined;
}
