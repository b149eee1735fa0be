import { parse } from '@babel/parser';
import { changesOf, type AstNode } from './operators.js';

/** One small change of a source text. */
export interface Mutation {
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  readonly line: number;
  /** For people: `>= becomes >`. */
  readonly what: string;
}

/** Every change that the operators know, in the order of the text. The same text gives the same list. */
export function findMutations(text: string): readonly Mutation[] {
  const found = new Map<string, Mutation>();
  const visit = (node: AstNode, parent: AstNode | undefined): void => {
    if (isOfTypes(node)) return;
    for (const { start, end, replacement, what } of changesOf(node, parent, text)) {
      if (text.slice(start, end) === replacement) continue;
      const line = text.slice(0, start).split('\n').length;
      found.set(`${start} ${end} ${replacement}`, { start, end, replacement, line, what });
    }
    for (const child of childrenOf(node)) visit(child, node);
  };
  visit(parse(text, { sourceType: 'module', plugins: ['typescript'] }).program as unknown as AstNode, undefined);
  return [...found.values()].toSorted(
    (a, b) => a.start - b.start || a.end - b.end || (a.replacement < b.replacement ? -1 : 1),
  );
}

export function applyMutation(text: string, { start, end, replacement }: Mutation): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

/** Types are gone at run time: nothing in them can be changed. Casts are looked through. */
function isOfTypes({ type }: AstNode): boolean {
  const looksThrough = ['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'TSParameterProperty'];
  return /^(TS|ImportDeclaration|ExportAll)/.test(type) && !looksThrough.includes(type);
}

function childrenOf(node: AstNode): readonly AstNode[] {
  return Object.values(node)
    .flat()
    .filter((value): value is AstNode => typeof value === 'object' && value !== null && 'type' in value)
    .filter(({ start }) => typeof start === 'number');
}
