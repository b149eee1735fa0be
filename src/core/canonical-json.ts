/**
 * JSON with one spelling per value: keys sorted by UTF-16 code unit, no spaces, `undefined` members left out
 * (RFC 8785 for the values Limbeck stores). Everything that is hashed goes through here.
 */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

export function canonicalJson(value: unknown): string {
  // Most of what is spelt was read from canonical text: then the engine's own writer says the same, many times as fast.
  if (isInOrder(value)) return JSON.stringify(value);
  if (typeof value === 'number') throw new TypeError(`A number that JSON cannot hold: ${String(value)}`);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value === 'object') return objectJson(value as Readonly<Record<string, unknown>>);
  throw new TypeError(`A ${typeof value} has no JSON form.`);
}

/** Every request and every row goes through here: one text is grown, without lists of pairs. */
function objectJson(value: Readonly<Record<string, unknown>>): string {
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

/** Whether JSON.stringify spells it canonically: plain values, and objects whose keys stand in order. */
function isInOrder(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object':
      if (value === null) return true;
      return Array.isArray(value) ? value.every(isInOrder) : hasKeysInOrder(value as Readonly<Record<string, unknown>>);
    default:
      return false;
  }
}

function hasKeysInOrder(value: Readonly<Record<string, unknown>>): boolean {
  if (typeof value['toJSON'] === 'function') return false;
  let before: string | undefined;
  for (const key of Object.keys(value)) {
    if (before !== undefined && key < before) return false;
    if (!isInOrder(value[key])) return false;
    before = key;
  }
  return true;
}
