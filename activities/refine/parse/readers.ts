import { extractAnswer } from '../../kit/answers/answer-extraction.js';
import type { JsonValue } from '../../../src/core/canonical-json.js';
import { findJson } from '../../kit/text/json-in-text.js';
import type { ParseParams } from './params.js';

/** New columns read from a text, or the reason why not. */
export type Reading = { readonly columns: Readonly<Record<string, JsonValue>> } | { readonly fault: string };
export type Reader = (text: string) => Reading;

/** Names of the columns a reader adds. */
export function columnNames({ json, regex, marker, answer, before }: ParseParams): string[] {
  if (json) return Object.keys(json);
  if (regex !== undefined) return Array.from(regex.matchAll(/\(\?P?<([A-Za-z_]\w*)>/g), (match) => match[1]!);
  return marker === undefined ? [] : [answer, ...(before === undefined ? [] : [before])];
}

/** Throws the expression engine's own error when the regular expression does not compile. */
export async function createReader(params: ParseParams): Promise<Reader> {
  const { json, regex, marker, answer, before } = params;
  if (json) return (text) => readJson(text, json);
  if (regex !== undefined) return createRegexReader(regex, columnNames(params));
  return (text) => {
    const found = marker === undefined ? undefined : extractAnswer(text, marker);
    if (!found) return { fault: 'no-marker' };
    return { columns: { [answer]: found.answer, ...(before === undefined ? {} : { [before]: found.rationale }) } };
  };
}

function readJson(text: string, paths: Readonly<Record<string, string>>): Reading {
  const found = findJson(text);
  if (!found) return { fault: 'no-json' };
  const columns: Record<string, JsonValue> = {};
  for (const [name, path] of Object.entries(paths)) {
    const value = path.split('.').reduce(memberOf, found.value);
    if (value === undefined) return { fault: 'no-such-member' };
    columns[name] = value;
  }
  return { columns };
}

function memberOf(value: JsonValue | undefined, key: string): JsonValue | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, JsonValue>)[key];
}

/** RE2: time linear in the text, whatever a recipe's author writes. Loaded here, since few recipes need it. */
async function createRegexReader(regex: string, names: readonly string[]): Promise<Reader> {
  const { RE2JS } = await import('re2js');
  const pattern = RE2JS.compile(regex);
  return (text) => {
    const matcher = pattern.matcher(text);
    if (!matcher.find()) return { fault: 'no-match' };
    return { columns: Object.fromEntries(names.map((name) => [name, matcher.group(name) ?? null])) };
  };
}
