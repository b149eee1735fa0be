import type { ASTNode } from '@marcbachmann/cel-js';
import { expressionTree } from './cel.js';

/** A name in an expression with what follows it: `metrics.score['tune'].accuracy`. Offsets are characters, 0-based. */
export interface NamedPath {
  readonly root: string;
  readonly start: number;
  readonly parts: readonly { readonly name: string; readonly start: number; readonly end: number }[];
}

/** The paths in an expression that begin with one of these names; none when it cannot be parsed. */
export function namedPaths(expression: string, roots: readonly string[]): readonly NamedPath[] {
  const found: NamedPath[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (typeof value !== 'object' || value === null || !('op' in value)) return;
    const node = value as ASTNode;
    const path = pathOf(node);
    if (path && roots.includes(path.root)) found.push(path);
    else visit(node.args);
  };
  try {
    visit(expressionTree(expression));
  } catch {
    return [];
  }
  return found;
}

function pathOf(node: ASTNode): NamedPath | undefined {
  if (node.op === 'id') return { root: node.args, start: node.start, parts: [] };
  if (node.op === '.') {
    const [owner, name] = node.args;
    const before = pathOf(owner);
    return before && { ...before, parts: [...before.parts, { name, start: node.end - name.length, end: node.end }] };
  }
  if (node.op !== '[]') return undefined;
  const [owner, index] = node.args;
  const before = pathOf(owner);
  if (!before || index.op !== 'value' || typeof index.args !== 'string') return undefined;
  return { ...before, parts: [...before.parts, { name: index.args, start: index.start + 1, end: node.end }] };
}

/** The expression with pieces of it replaced. */
export function replacePieces(
  expression: string,
  pieces: readonly { readonly start: number; readonly end: number; readonly text: string }[],
): string {
  return pieces
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end), expression);
}

/** A value as CEL writes it; numbers of a recipe are doubles, as they are where an expression is evaluated. */
export function celLiteral(value: string | number | boolean): string {
  if (typeof value !== 'number') return JSON.stringify(value);
  const digits = Number.isInteger(value) && !String(value).includes('e') ? `${value}.0` : String(value);
  return value < 0 ? `(${digits})` : digits;
}
