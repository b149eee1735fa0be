import type { CelFields, CelProblem } from './cel.js';
import { nearestName } from '../problems/nearest-name.js';
import { suggest } from '../problems/problem-list.js';

/** What is wrong with an expression in the words of its author, and what to write instead. */
export interface ExplainedCel {
  readonly message: string;
  readonly hint: string;
  /** Character of the expression, 0-based. */
  readonly offset: number;
}

const functions = ['size', 'has', 'matches', 'contains', 'startsWith', 'endsWith', 'exists', 'all', 'filter', 'map'];
const signs: Readonly<Record<string, string>> = { and: '&&', or: '||', not: '!' };

export function explainCel(
  expression: string,
  problem: CelProblem,
  variables: Readonly<Record<string, CelFields>>,
): ExplainedCel {
  const { message, offset, unknownName } = problem;
  if (unknownName !== undefined)
    return {
      message: `The expression names "${unknownName}", which is not there.`,
      hint: nameHint(expression, offset, unknownName, variables),
      offset,
    };
  const word = /\b(and|or|not)\b/.exec(expression);
  if (word && message.startsWith('Unexpected'))
    return {
      message: `The expression is wrong: "${word[1]}" is no operator.`,
      hint: `Write ${signs[word[1]!]} for it.`,
      offset: word.index,
    };
  return {
    message: `The expression is wrong: ${plainWords(message)}.`,
    hint: hintOf(expression, offset, message),
    offset,
  };
}

function plainWords(message: string): string {
  const pair = /^no such overload: (\w+) (\S+) (\w+)$/.exec(message);
  if (pair) return `${typeName(pair[1]!)} ${pair[2]} ${typeName(pair[3]!)} has no meaning`;
  const called = /^found no matching overload for '(?:\w+\.)?(\w+)\(/.exec(message)?.[1];
  if (called !== undefined)
    return functions.includes(called) ? `${called} does not take this` : `There is no function "${called}"`;
  if (/^Expected (RPAREN|RBRACKET), got EOF$/.test(message))
    return `The ${message.includes('RPAREN') ? ')' : ']'} is missing that closes a bracket`;
  return message;
}

function typeName(type: string): string {
  if (['double', 'int', 'uint'].includes(type)) return 'a number';
  return type === 'string' ? 'a text' : type === 'bool' ? 'true or false' : type;
}

function hintOf(expression: string, offset: number, message: string): string {
  const here = expression.slice(offset);
  if (message.startsWith('It gives') && message.endsWith('a number')) return 'Write the number itself, without > or <.';
  if (message.startsWith('It gives'))
    return `Compare it with something: ${expression.trim()} ${message.includes('text') ? "== 'text'" : '>= 0.5'}.`;
  if (message.startsWith('The pattern'))
    return 'It is a regular expression (RE2): close its brackets, and write [(] for a bracket that is meant as one.';
  if (/[“”„‘’«»]/.test(expression)) return `Write straight quotes, ' or ", not curly ones.`;
  if (/\d\s*%/.test(expression)) return 'Shares are numbers: write 80 % as 0.8.';
  if (/^,\d/.test(here)) return 'Write a point where the comma is.';
  if (/^=(?!=)/.test(here)) return 'Two values are compared with ==.';
  if (message.endsWith('too early')) return 'Something must follow here: a number, a text in quotes or a name.';
  if (message.startsWith('no such overload')) return 'Compare numbers with numbers, such as 0.5, and texts with texts.';
  const called = /^found no matching overload for '(?:\w+\.)?(\w+)\(/.exec(message)?.[1];
  if (called !== undefined)
    return functions.includes(called)
      ? 'Write size(text), has(row.x), text.matches(pattern), text.contains(text).'
      : suggest(called, functions, 'functions');
  if (message.includes('got EOF')) return 'Add it, or take the bracket out that opens.';
  return `Expressions are CEL: metrics.x.accuracy >= 0.5 && size(row.x) > 3. Numbers have a point, texts have quotes.`;
}

/** The nearest name, spelt as it must be where it stands; or what there is. */
function nameHint(
  expression: string,
  offset: number,
  unknown: string,
  variables: Readonly<Record<string, CelFields>>,
): string {
  if (/^(yes|no|on|off)$/i.test(unknown))
    return `Write a condition; ${/^(yes|on)$/i.test(unknown) ? 'leave it out for always' : 'false for never'}.`;
  if (unknown === 'previous') return '`previous` stands in `until` only.';
  // YAML and people read a hyphen as part of a name, CEL as a minus.
  const hyphened = /^[\w-]+/.exec(expression.slice(offset))?.[0] ?? unknown;
  const paths = Object.entries(variables).flatMap(([root, fields]) => pathsOf(root, fields));
  const whole = hyphened === unknown ? undefined : paths.find(({ name }) => name === hyphened);
  if (whole) return `Write ${whole.path}: a hyphen outside brackets and quotes is a minus.`;
  const below = isRoot(expression, offset)
    ? paths.find(({ name, path }) => name === unknown && path !== name)
    : undefined;
  if (below) return `Write ${below.path} for ${unknown}.`;
  const names = [...new Set(paths.map(({ name }) => name))].filter((name) => name !== unknown);
  const near = nearestName(unknown, names);
  const spelt = near?.includes('-') === true ? paths.find(({ name }) => name === near) : undefined;
  return spelt ? `Did you mean ${spelt.path}?` : suggest(unknown, names, 'names');
}

function isRoot(expression: string, offset: number): boolean {
  return !/[.\]['"]$/.test(expression.slice(0, offset));
}

interface NamePath {
  readonly name: string;
  readonly path: string;
}

function pathsOf(root: string, fields: CelFields): NamePath[] {
  const below = (path: string, inside: CelFields): NamePath[] =>
    Object.entries(inside).flatMap(([name, each]) => {
      const here = /^[A-Za-z_]\w*$/.test(name) ? `${path}.${name}` : `${path}['${name}']`;
      return [{ name, path: here }, ...(typeof each === 'object' ? below(here, each) : [])];
    });
  return [{ name: root, path: root }, ...below(root, fields)];
}
