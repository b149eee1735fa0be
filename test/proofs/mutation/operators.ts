/** What is changed, one small thing at a time. After DeMillo, Lipton and Sayward, "Hints on Test Data Selection", 1978. */

/** As @babel/parser makes them; only what is read here. */
export interface AstNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export interface Change {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  readonly what: string;
}

type Operator = (node: AstNode, parent: AstNode | undefined, text: string) => readonly Change[];

const SWAPS: Readonly<Record<string, readonly string[]>> = {
  '<': ['<='],
  '<=': ['<'],
  '>': ['>='],
  '>=': ['>'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '<<': ['>>'],
  '>>': ['<<'],
  '>>>': ['<<'],
  '&': ['|'],
  '|': ['&'],
  '&&': ['||'],
  '||': ['&&'],
  '&&=': ['='],
  '||=': ['='],
  '??=': ['='],
  '+=': ['-='],
  '-=': ['+='],
  '*=': ['/='],
  '/=': ['*='],
  '++': ['--'],
  '--': ['++'],
};

const CALLS: Readonly<Record<string, string>> = {
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
  some: 'every',
  every: 'some',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
};

const at = (node: unknown): AstNode => node as AstNode;
const whole = (node: AstNode, replacement: string, what: string): Change => ({
  start: node.start,
  end: node.end,
  replacement,
  what,
});

/** Signs between two things, `a < b`, and `a += b`. */
const signs: Operator = (node, _, text) => {
  if (!['BinaryExpression', 'LogicalExpression', 'AssignmentExpression'].includes(node.type)) return [];
  const [left, right, sign] = [at(node['left']), at(node['right']), String(node['operator'])];
  if (/^\+=?$/.test(sign) && [left, right].some(isText)) return [];
  const start = text.indexOf(sign, left.end);
  if (start === -1 || start >= right.start) return [];
  const swapped = (SWAPS[sign] ?? []).map((other) => ({
    start,
    end: start + sign.length,
    replacement: other,
    what: `${sign} becomes ${other}`,
  }));
  return sign === '??' ? [whole(node, text.slice(left.start, left.end), 'without what stands after ??')] : swapped;
};

const isText = (node: AstNode): boolean =>
  node.type === 'StringLiteral' ||
  node.type === 'TemplateLiteral' ||
  (node.type === 'BinaryExpression' && node['operator'] === '+' && [at(node['left']), at(node['right'])].some(isText));

/** `!a`, `i++`, `-a`. */
const unary: Operator = (node, _, text) => {
  const sign = String(node['operator']);
  const argument = node['argument'] ? at(node['argument']) : undefined;
  if (!argument) return [];
  const inner = text.slice(argument.start, argument.end);
  if (node.type === 'UnaryExpression' && (sign === '!' || sign === '-')) return [whole(node, inner, `without ${sign}`)];
  if (node.type !== 'UpdateExpression') return [];
  const other = SWAPS[sign]![0]!;
  return [whole(node, node['prefix'] ? other + inner : inner + other, `${sign} becomes ${other}`)];
};

const literals: Operator = (node, parent) => {
  if (node.type === 'BooleanLiteral')
    return [whole(node, String(!node['value']), `${String(node['value'])} becomes ${String(!node['value'])}`)];
  if (node.type !== 'NumericLiteral' || (parent?.type === 'ObjectProperty' && parent['key'] === node)) return [];
  const value = Number(node['value']);
  const other = Number.isInteger(value) ? value + 1 : value * 1.01;
  return [whole(node, String(other), `${value} becomes ${other}`)];
};

/** A condition that always, or never, holds. */
const conditions: Operator = (node, _, text) => {
  const test = node['test'] ? at(node['test']) : undefined;
  if (!test || test.type === 'BooleanLiteral') return [];
  const said = text.slice(test.start, test.end);
  // A loop that never ends is found by its time alone.
  const values = ['IfStatement', 'ConditionalExpression'].includes(node.type)
    ? ['true', 'false']
    : ['WhileStatement', 'ForStatement'].includes(node.type)
      ? ['false']
      : [];
  return values.map((value) => whole(test, value, `(${short(said)}) is always ${value}`));
};

/** What is done for its effect is not done. */
const statements: Operator = (node, _, text) => {
  const removed = ['ExpressionStatement', 'ThrowStatement', 'ContinueStatement', 'BreakStatement'];
  if (!removed.includes(node.type)) return [];
  return [whole(node, ';', `without ${short(text.slice(node.start, node.end))}`)];
};

/** A function that says nothing, or an empty list. */
const returned: Operator = (node, _, text) => {
  const value =
    node.type === 'ReturnStatement' && node['argument']
      ? at(node['argument'])
      : node.type === 'ArrowFunctionExpression' && at(node['body']).type !== 'BlockStatement'
        ? at(node['body'])
        : undefined;
  if (!value || value.type === 'BooleanLiteral' || value.type === 'NumericLiteral') return [];
  if (text.slice(value.start, value.end) === 'undefined') return [];
  const replacement = value.type === 'ArrayExpression' ? '[]' : 'undefined';
  return [whole(value, replacement, `gives ${replacement} for ${short(text.slice(value.start, value.end))}`)];
};

const calls: Operator = (node) => {
  if (node.type !== 'CallExpression' || at(node['callee']).type !== 'MemberExpression') return [];
  const property = at(at(node['callee'])['property']);
  const name = String(property['name']);
  return Object.hasOwn(CALLS, name) ? [whole(property, CALLS[name]!, `${name} becomes ${CALLS[name]!}`)] : [];
};

const operators: readonly Operator[] = [signs, unary, literals, conditions, statements, returned, calls];

export function changesOf(node: AstNode, parent: AstNode | undefined, text: string): readonly Change[] {
  return operators.flatMap((operator) => operator(node, parent, text));
}

const short = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 50 ? `${line.slice(0, 49)}…` : line;
};
