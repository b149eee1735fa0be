import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import type { SourcePlace } from '../core/errors.js';
import type { ProblemList } from './problems/problem-list.js';
import { SourceText } from './source-text.js';
import { quoteBraces, syntaxProblem } from './yaml-slips.js';

/** Where in a document: keys and indexes from the root. */
export type Path = readonly (string | number)[];

/**
 * A YAML (or JSON) document as a plain value, and the way back from a path in it to line and column. Values come by
 * the YAML 1.2 core schema: `yes`, `on` and dates are text.
 */
export interface YamlSource {
  readonly source: SourceText;
  readonly value: unknown;
  /** Of the value at the path; of the nearest thing above when there is nothing. */
  place(path: Path): SourcePlace;
  /** Of the key that leads there. */
  keyPlace(path: Path): SourcePlace;
  /** Of a character inside a string value; of the value's start when folding or escapes hide where that is. */
  placeInside(path: Path, offset: number): SourcePlace;
}

// A recipe has no use for aliases; a hundred is generous and stops the ones that multiply.
const maxAliases = 100;

/** The document; undefined, with problems added, when it cannot be read as one. */
export function readYaml(file: string, text: string, problems: ProblemList): YamlSource | undefined {
  const source = new SourceText(file, text);
  const document = parse(source, problems);
  if (!document) return undefined;
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null)) {
    problems.add({
      code: 'file-empty',
      message: 'The file holds nothing.',
      hint: '`limbeck init` writes one to begin with.',
      where: { file },
    });
    return undefined;
  }
  const braces = findBraces(document.contents, source);
  for (const problem of braces) problems.add(problem);
  if (braces.length > 0) return undefined;
  try {
    return { source, value: document.toJS({ maxAliasCount: maxAliases }), ...placesOf(document, source) };
  } catch (error) {
    problems.add({
      code: 'yaml-aliases',
      message: `The file's aliases cannot be followed: ${messageOf(error)}.`,
      hint: 'Write the values out; a recipe needs no anchors.',
      where: { file },
    });
    return undefined;
  }
}

function parse(source: SourceText, problems: ProblemList): Document | undefined {
  let document: Document;
  try {
    document = parseDocument(source.text, {
      lineCounter: new LineCounter(),
      uniqueKeys: true,
      strict: true,
      version: '1.2',
      prettyErrors: false,
    });
  } catch (error) {
    problems.add({
      code: 'yaml-syntax',
      message: `This cannot be read as YAML: ${messageOf(error)}.`,
      hint: 'Take out what is unusual in it: a recipe needs maps, lists and texts only.',
      where: { file: source.file },
    });
    return undefined;
  }
  for (const { code, message, pos } of [...document.errors, ...document.warnings]) {
    // Where the stack ends differs from machine to machine.
    const where = message.includes('call stack') ? { file: source.file } : source.at(pos[0]);
    problems.add({ where, ...syntaxProblem(code, message, where.text ?? '') });
    // One slip makes the parser complain about much that follows, a missing dash about all keys of the step.
    if (code !== 'DUPLICATE_KEY' || /^\s*id:/.test(where.text ?? '')) return undefined;
  }
  return document.errors.length > 0 ? undefined : document;
}

/** `{{ x }}` without quotes is a map whose key is a map: never what was meant. */
function findBraces(
  node: unknown,
  source: SourceText,
): { code: string; message: string; hint: string; where: SourcePlace }[] {
  if (isSeq(node)) return node.items.flatMap((item) => findBraces(item, source));
  if (!isMap(node)) return [];
  const inner = node.items.find(({ key }) => isMap(key));
  if (inner && node.range) {
    const where = source.at(node.range[0]);
    return [
      {
        code: 'yaml-braces',
        message: 'Braces outside quotes mean a map to YAML.',
        hint: quoteBraces(where.text ?? ''),
        where,
      },
    ];
  }
  return node.items.flatMap(({ value }) => findBraces(value, source));
}

function placesOf(document: Document, source: SourceText): Pick<YamlSource, 'place' | 'keyPlace' | 'placeInside'> {
  const follow = (node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node);
  const pairAt = (map: YAMLMap, key: string | number): Pair | undefined =>
    map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key));
  const nodeAt = (path: Path): Node | undefined => {
    let node: unknown = document.contents;
    for (const key of path) {
      const here = follow(node);
      const next = isMap(here) ? pairAt(here, key)?.value : isSeq(here) ? here.items[Number(key)] : undefined;
      if (next === undefined || next === null) return undefined;
      node = next;
    }
    return node as Node;
  };
  const startOf = (node: unknown): SourcePlace | undefined => {
    const range = (node as Node | null | undefined)?.range;
    return range ? source.at(range[0]) : undefined;
  };
  const keyPlace = (path: Path): SourcePlace => {
    const parent = follow(nodeAt(path.slice(0, -1)));
    const key = path.at(-1);
    const found = isMap(parent) && key !== undefined ? startOf(pairAt(parent, key)?.key) : undefined;
    return found ?? place(path);
  };
  const place = (path: Path): SourcePlace => {
    const node = nodeAt(path);
    // A value that YAML reads as nothing has its place after the colon, often on the next line: show its key.
    const empty = isScalar(node) && node.value === null && node.source === '';
    if (empty && path.length > 0) return keyPlace(path);
    return startOf(node) ?? (path.length === 0 ? { file: source.file } : place(path.slice(0, -1)));
  };
  const placeInside = (path: Path, offset: number): SourcePlace => {
    const node = nodeAt(path);
    if (!isScalar(node) || typeof node.value !== 'string' || !node.range) return place(path);
    if (node.type === 'BLOCK_LITERAL') return source.at(blockOffset(source.text, node.range, node.value, offset));
    const [start, end] = node.range;
    const raw = source.text.slice(start, end);
    const quoted = /^['"]/.test(raw) ? 1 : 0;
    const same = raw.slice(quoted, quoted + node.value.length) === node.value;
    return source.at(same ? start + quoted + offset : start);
  };
  return { place, keyPlace, placeInside };
}

/** Where a character of a `|` block stands in the file: its lines follow the header, each behind the indentation. */
function blockOffset(
  text: string,
  [start, end]: readonly [number, number, number],
  value: string,
  offset: number,
): number {
  const raw = text.slice(start, end).split('\n');
  const lines = value.slice(0, offset).split('\n');
  const full = value.split('\n').findIndex((line) => line.trim() !== '');
  const lead = (line: string): number => line.length - line.trimStart().length;
  const indent = full === -1 ? 0 : lead(raw[full + 1] ?? '') - lead(value.split('\n')[full]!);
  const before = raw.slice(0, lines.length).reduce((sum, line) => sum + line.length + 1, 0);
  return Math.min(start + before + indent + lines.at(-1)!.length, end);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
