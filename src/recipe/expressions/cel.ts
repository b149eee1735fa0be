import { Environment, type ASTNode } from '@marcbachmann/cel-js';
import type { RE2JS } from 're2js';
import { LimbeckError } from '../../core/errors.js';
import type { Metrics } from '../../core/method.js';
import { splitKeptName } from '../../core/identity/kept-name.js';

/**
 * The expression language of `when`, `gate` and `where`: CEL with two repairs. Numbers from JSON are doubles, so
 * arithmetic between doubles and whole numbers is allowed; and `matches` runs in linear time. The compiler checks and the
 * worker evaluates with this same code. Sees no clock, environment or file.
 */
const maxNodes = 500;
const maxDepth = 30;
const base = createEnvironment();
// Few expressions hold patterns, and every start of the command line would pay for the load.
const re2 = (): typeof RE2JS => (require('re2js') as { RE2JS: typeof RE2JS }).RE2JS;
// Of `matches`' length, so that positions in errors stay true.
const linearMatches = 're2test';

function createEnvironment(): Environment {
  const environment = new Environment({ limits: { maxAstNodes: maxNodes, maxDepth } });
  const operators: Readonly<Record<string, (a: number, b: number) => number>> = {
    '+': (a, b) => a + b,
    '-': (a, b) => a - b,
    '*': (a, b) => a * b,
    '/': (a, b) => a / b,
    '%': (a, b) => a % b,
  };
  for (const [operator, compute] of Object.entries(operators)) {
    const pairs = [['double', 'int'], ['int', 'double'], ...(operator === '%' ? [['double', 'double']] : [])];
    for (const [left, right] of pairs) {
      environment.registerOperator(`${left} ${operator} ${right}: double`, (a: number | bigint, b: number | bigint) =>
        compute(Number(a), Number(b)),
      );
    }
  }
  const patterns = new Map<string, RE2JS>();
  environment.registerFunction('string.re2test(string): bool', (text: string, pattern: string) => {
    let compiled = patterns.get(pattern);
    if (!compiled) {
      compiled = re2().compile(pattern);
      if (patterns.size < 100) patterns.set(pattern, compiled);
    }
    return compiled.matcher(text).find();
  });
  return environment;
}

/** A type by name, or the fields of an object: what CEL may know of a variable. */
export interface CelFields {
  readonly [field: string]: 'dyn' | 'double' | 'string' | 'bool' | CelFields;
}

export interface CelProblem {
  readonly message: string;
  /** Character of the expression, 0-based. */
  readonly offset: number;
  /** A name that does not exist, where that is the trouble. */
  readonly unknownName?: string;
}

/** What is wrong with an expression over these variables, which must give `wanted`; undefined when nothing is. */
export function checkExpression(
  expression: string,
  variables: Readonly<Record<string, CelFields>>,
  wanted: 'bool' | 'number' = 'bool',
): CelProblem | undefined {
  const environment = base.clone();
  for (const [name, schema] of Object.entries(variables)) environment.registerVariable(name, { schema });
  try {
    const { text, patterns } = linear(expression);
    for (const { pattern, offset } of patterns) {
      const bad = badPattern(pattern);
      if (bad !== undefined) return { message: `The pattern cannot be read: ${bad}`, offset };
    }
    const checked = environment.check(text);
    if (!checked.valid) return problemOf(checked.error);
    const right = wanted === 'bool' ? ['bool', 'dyn'] : ['double', 'int', 'uint', 'dyn'];
    if (!right.includes(checked.type ?? 'dyn')) {
      const need = wanted === 'bool' ? 'true or false' : 'a number';
      return { message: `It gives ${article(checked.type ?? 'dyn')}, not ${need}`, offset: 0 };
    }
    return undefined;
  } catch (error) {
    return problemOf(error);
  }
}

interface CelTrouble {
  readonly code?: string;
  readonly summary?: string;
  readonly message?: string;
  readonly range?: { readonly start: number };
}

function problemOf(error: unknown): CelProblem {
  const { code, summary, message, range } = (error ?? {}) as CelTrouble;
  const words = (summary ?? message ?? String(error)).split('\n')[0]!.replaceAll(linearMatches, 'matches');
  const unknownName = /^(?:No such key|Unknown variable): (.+)$/.exec(words)?.[1];
  return {
    message: code === 'unexpected_token' && words.endsWith('EOF') ? 'The expression ends too early' : words,
    offset: range?.start ?? 0,
    ...(unknownName === undefined ? {} : { unknownName }),
  };
}

function article(type: string): string {
  const names: Readonly<Record<string, string>> = {
    double: 'a number',
    int: 'a number',
    uint: 'a number',
    string: 'text',
    bool: 'true or false',
  };
  return names[type] ?? `a value of type ${type}`;
}

function badPattern(pattern: string): string | undefined {
  try {
    re2().compile(pattern);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The expression with `matches` led to the linear-time version, and the literal patterns in it. */
function linear(expression: string): { text: string; patterns: readonly { pattern: string; offset: number }[] } {
  const calls: number[] = [];
  const patterns: { pattern: string; offset: number }[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (typeof value !== 'object' || value === null || !('op' in value)) return;
    const node = value as ASTNode;
    if (node.op === 'rcall' && node.args[0] === 'matches') {
      const [, receiver, args] = node.args;
      calls.push(expression.indexOf('matches', receiver.end));
      const first = args[0];
      if (first?.op === 'value' && typeof first.args === 'string')
        patterns.push({ pattern: first.args, offset: first.start });
    }
    visit(node.args);
  };
  visit(base.parse(expression).ast);
  let text = expression;
  for (const at of calls) text = text.slice(0, at) + linearMatches + text.slice(at + linearMatches.length);
  return { text, patterns };
}

/** An expression's syntax tree. Throws when it cannot be parsed. */
export function expressionTree(expression: string): ASTNode {
  return base.parse(expression).ast;
}

const prepared = new Map<string, (context: Record<string, unknown>) => unknown>();

function prepare(expression: string, variables: readonly string[]): (context: Record<string, unknown>) => unknown {
  const key = `${variables.join(',')}\n${expression}`;
  let run = prepared.get(key);
  if (!run) {
    const environment = base.clone();
    for (const name of variables) environment.registerVariable(name, 'dyn');
    run = environment.parse(linear(expression).text);
    if (prepared.size < 200) prepared.set(key, run);
  }
  return run;
}

function compute(expression: string, context: Record<string, unknown>): unknown {
  try {
    return prepare(expression, Object.keys(context))(context);
  } catch (error) {
    throw new LimbeckError({
      code: 'expression-failed',
      message: `"${expression}" cannot be computed: ${problemOf(error).message}.`,
      hint: 'Test with has(...) what may be absent.',
      cause: error,
    });
  }
}

function truth(expression: string, context: Record<string, unknown>): boolean {
  const value = compute(expression, context);
  if (typeof value === 'boolean') return value;
  throw new LimbeckError({ code: 'expression-failed', message: `"${expression}" gives neither true nor false.` });
}

/** Metrics as expressions see them: `accuracy`, and the ends of its interval as `accuracy_low`, `accuracy_high`. */
function numbersOf(metrics: Metrics): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const [name, { value, low, high }] of Object.entries(metrics)) {
    numbers[name] = value;
    if (low !== undefined) numbers[`${name}_low`] = low;
    if (high !== undefined) numbers[`${name}_high`] = high;
  }
  return numbers;
}

function byName<T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

type NumbersByModel = Readonly<Record<string, number | Readonly<Record<string, number>>>>;
type MetricsByModel = Readonly<Record<string, Metrics>>;

/** Metrics of an evaluate step by model; those of the only model directly too: `metrics.accuracy`. */
function byModel(metrics: MetricsByModel): NumbersByModel {
  const numbers = byName(metrics, numbersOf);
  const [only, ...others] = Object.values(numbers);
  return only && others.length === 0 ? { ...only, ...numbers } : numbers;
}

/** Metrics by step; of a loop's kept round, `rounds.check`, also below the loop: `metrics.rounds.check`. */
function byStep(metrics: Readonly<Record<string, MetricsByModel>>): Record<string, unknown> {
  const steps: Record<string, unknown> = byName(metrics, byModel);
  for (const [name, numbers] of Object.entries(steps)) {
    const [loop, step] = splitKeptName(name) ?? [];
    if (loop !== undefined && step !== undefined)
      steps[loop] = { ...(steps[loop] as object | undefined), [step]: numbers };
  }
  return steps;
}

/** A gate over an evaluate step's metrics by model. Throws `expression-failed`. */
export function evaluateGate(expression: string, metrics: MetricsByModel): boolean {
  return truth(expression, { metrics: byModel(metrics) });
}

export interface RoundContext {
  /** Of the evaluate steps of the round: by step, then by model. */
  readonly metrics: Readonly<Record<string, MetricsByModel>>;
  /** Of the round before; absent in the first. */
  readonly previous?: RoundContext['metrics'];
}

/** A loop's `until`; false in the first round when it looks at the previous one. Throws `expression-failed`. */
export function evaluateUntil(expression: string, { metrics, previous }: RoundContext): boolean {
  if (!previous && namesVariable(expression, 'previous')) return false;
  return truth(expression, { metrics: byStep(metrics), previous: byStep(previous ?? {}) });
}

/** A loop's `keep`: a finite number. Throws `expression-failed`. */
export function evaluateKeep(expression: string, { metrics }: RoundContext): number {
  const value = compute(expression, { metrics: byStep(metrics) });
  const number = typeof value === 'bigint' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw new LimbeckError({ code: 'expression-failed', message: `"${expression}" does not give a number.` });
}

function namesVariable(expression: string, variable: string): boolean {
  let found = false;
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (typeof value !== 'object' || value === null || !('op' in value)) return;
    const node = value as ASTNode;
    if (node.op === 'id' && node.args === variable) found = true;
    visit(node.args);
  };
  visit(base.parse(linear(expression).text).ast);
  return found;
}

export interface WhenContext {
  readonly params: Readonly<Record<string, unknown>>;
  /** Of the evaluate steps before this one: by step, then by model. */
  readonly metrics: Readonly<Record<string, MetricsByModel>>;
}

/** A step's `when`. Throws `expression-failed`, also for metrics of a step that was skipped. */
export function evaluateWhen(expression: string, { params, metrics }: WhenContext): boolean {
  return truth(expression, { params: { ...params }, metrics: byStep(metrics) });
}

/** A test of rows, for `cel-row` parameters. The test throws `expression-failed` as a `row` error. */
export function compileRowPredicate(expression: string): (row: Readonly<Record<string, unknown>>) => boolean {
  return (row) => {
    try {
      return truth(expression, { row });
    } catch (error) {
      if (!(error instanceof LimbeckError)) throw error;
      throw new LimbeckError({
        code: error.code,
        message: error.message,
        hint: error.hint,
        kind: 'row',
        cause: error.cause,
      });
    }
  };
}

/** The whole language, as activities evaluate it. */
export const celExpressions = {
  when: evaluateWhen,
  gate: evaluateGate,
  row: compileRowPredicate,
  until: evaluateUntil,
  keep: evaluateKeep,
} as const;
