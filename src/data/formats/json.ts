import { nearestName } from '../../recipe/problems/nearest-name.js';
import type { DataFile, RawRow, RowFormat, RowLayout } from '../contract.js';
import { JsonCursor } from '../json-cursor.js';
import { keysOf } from '../row-path.js';
import { unreadable } from '../unreadable.js';
import { textPieces } from '../utf8.js';

/**
 * One JSON value: a list of rows, a map from ids to rows, or, with `rows`, a tree that holds lists of rows. The list that
 * is found first on the way down is read item by item.
 */
export const json: RowFormat = { name: 'json', nested: true, read };

async function* read(file: DataFile, { rows }: RowLayout): AsyncGenerator<RawRow> {
  const cursor = new JsonCursor(textPieces(file), file.name);
  try {
    yield* top(cursor, file, keysOf(rows));
  } finally {
    await cursor.close();
  }
}

async function* top(cursor: JsonCursor, file: DataFile, keys: readonly string[]): AsyncGenerator<RawRow> {
  const first = await cursor.peek();
  if (first === '') return;
  if (first === '{') yield* keys.length === 0 ? members(cursor, file.name, ['*']) : branch(cursor, file.name, keys);
  else if (first === '[') yield* branch(cursor, file.name, keys);
  else {
    cursor.parse(await cursor.value());
    throw notRows(file.name, 'Write [ {...}, {...} ].');
  }
  const more = await cursor.peek();
  if (more === '') return;
  const hint = more === '{' ? 'It looks like one object a line: say format: jsonl.' : undefined;
  throw cursor.notJson('more follows where the value ends', hint);
}

function notRows(file: string, hint: string, place?: { readonly line: number; readonly column: number }): Error {
  return unreadable({ file, message: 'The file is not a list of rows.', hint, ...place });
}

/** Goes down as far as it can be done item by item; the rest of the path is left to who gets the items. */
async function* branch(cursor: JsonCursor, file: string, keys: readonly string[]): AsyncGenerator<RawRow> {
  const next = await cursor.peek();
  if (next === '[') yield* items(cursor, keys);
  else if (next === '{' && keys.length > 0) yield* members(cursor, file, keys);
  else {
    const found = await cursor.value();
    yield { value: cursor.parse(found), line: found.line, below: keys };
  }
}

async function* items(cursor: JsonCursor, below: readonly string[]): AsyncGenerator<RawRow> {
  await cursor.take('[');
  if ((await cursor.peek()) === ']') {
    await cursor.take(']');
    return;
  }
  do {
    const found = await cursor.value();
    yield { value: cursor.parse(found), line: found.line, below };
  } while ((await cursor.take(',]')) === ',');
}

async function* members(cursor: JsonCursor, file: string, keys: readonly string[]): AsyncGenerator<RawRow> {
  const [wanted, ...below] = keys;
  const begin = cursor.place();
  const seen: string[] = [];
  let met = wanted === '*';
  await cursor.take('{');
  let more = (await cursor.peek()) !== '}';
  if (!more) await cursor.take('}');
  while (more) {
    if ((await cursor.peek()) !== '"') await cursor.take('"');
    const key = String(cursor.parse(await cursor.value()));
    if (seen.length < 30) seen.push(key);
    await cursor.take(':');
    if (wanted === '*') yield await member(cursor, file, key, below);
    else if (key === wanted) {
      met = true;
      yield* branch(cursor, file, below);
    } else await cursor.value(false);
    more = (await cursor.take(',}')) === ',';
  }
  if (met) return;
  const near = nearestName(wanted!, seen);
  throw unreadable({
    file,
    message: `The file has no "${wanted}" to find rows in.`,
    hint: near === undefined ? `It has: ${seen.slice(0, 12).join(', ')}.` : `Did you mean "${near}"?`,
    ...begin,
  });
}

/** A row of a map: its key is its id, unless it has one. */
async function member(cursor: JsonCursor, file: string, key: string, below: readonly string[]): Promise<RawRow> {
  const found = await cursor.value();
  const value = cursor.parse(found);
  const { line } = found;
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return { value: { id: key, ...value }, line, below };
  if (below.length > 0) return { value, line, below };
  const hint = Array.isArray(value)
    ? `For the rows in its list "${key}" say rows: ${key}.`
    : 'A list of rows is [ {...}, {...} ]; for one object a line say format: jsonl.';
  throw notRows(file, hint, { line, column: found.column });
}
