/**
 * JSON with one spelling per value: keys sorted by UTF-16 code unit, no spaces, `undefined` members left out
 * (RFC 8785 for the values Limbeck stores). Everything that is hashed goes through here.
 */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`A number that JSON cannot hold: ${String(value)}`);
    return JSON.stringify(value);
  }
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
