/**
 * Where a text stops being JSON, and what should have come there. JSON.parse says it in words that change from one Node
 * to the next, and often without a place.
 */
export interface JsonFault {
  /** Character, 0-based. */
  readonly offset: number;
  /** What is wrong, for the middle of a sentence. */
  readonly message: string;
}

class Fault extends Error {
  constructor(
    readonly offset: number,
    message: string,
  ) {
    super(message);
  }
}

const space = /[ \t\r\n]*/y;
// oxlint-disable-next-line no-control-regex -- JSON forbids just these
const text = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /true|false|null/y;
const deepest = 1000;

/** Undefined for a text that is JSON. */
export function jsonFault(json: string): JsonFault | undefined {
  try {
    const end = skip(json, value(json, skip(json, 0), 0));
    return end === json.length ? undefined : { offset: end, message: 'more follows where the value ends' };
  } catch (error) {
    if (error instanceof Fault) return { offset: error.offset, message: error.message };
    throw error;
  }
}

/** What to do about a fault, from its message. */
export function jsonHint(message: string): string {
  if (message.includes('nested')) return 'Rows are objects with columns: make this one flatter.';
  if (message.includes('ends')) return 'Something was cut off, or a bracket is not closed: complete it.';
  if (message.includes('double quotes')) return 'Keys stand in double quotes, and after the last entry no comma.';
  if (message.includes('a comma or')) return 'Entries are parted by commas; a quote inside a text is written \\".';
  if (message.includes('a value should'))
    return 'Texts stand in double quotes, numbers have a point, and no comma follows the last entry.';
  if (message.includes('more follows')) return 'One line is one object: put the next one into a line of its own.';
  return 'Write \\n for a line break and \\" for a quote inside a text.';
}

function match(pattern: RegExp, json: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(json) ? pattern.lastIndex : undefined;
}

function skip(json: string, at: number): number {
  return match(space, json, at) ?? at;
}

function value(json: string, at: number, depth: number): number {
  if (depth > deepest) throw new Fault(at, 'it is nested too deep');
  if (at >= json.length) throw new Fault(at, 'it ends too early');
  if (json[at] === '{') return members(json, at, depth);
  if (json[at] === '[') return items(json, at, depth);
  const end = match(text, json, at) ?? match(number, json, at) ?? match(word, json, at);
  if (end !== undefined) return end;
  if (json[at] === '"') throw new Fault(at, 'this text is not closed, or holds a character that needs a backslash');
  throw new Fault(at, `a value should stand here, not ${JSON.stringify(json[at])}`);
}

function members(json: string, start: number, depth: number): number {
  let at = skip(json, start + 1);
  if (json[at] === '}') return at + 1;
  for (;;) {
    const colon = match(text, json, at);
    if (colon === undefined) throw expected(json, at, 'a key in double quotes');
    at = skip(json, colon);
    if (json[at] !== ':') throw expected(json, at, 'a colon');
    at = skip(json, value(json, skip(json, at + 1), depth + 1));
    if (json[at] === '}') return at + 1;
    if (json[at] !== ',') throw expected(json, at, 'a comma or }');
    at = skip(json, at + 1);
  }
}

function items(json: string, start: number, depth: number): number {
  let at = skip(json, start + 1);
  if (json[at] === ']') return at + 1;
  for (;;) {
    at = skip(json, value(json, at, depth + 1));
    if (json[at] === ']') return at + 1;
    if (json[at] !== ',') throw expected(json, at, 'a comma or ]');
    at = skip(json, at + 1);
  }
}

function expected(json: string, at: number, what: string): Fault {
  return new Fault(
    at,
    at >= json.length
      ? `it ends where ${what} should stand`
      : `${what} should stand here, not ${JSON.stringify(json[at])}`,
  );
}
