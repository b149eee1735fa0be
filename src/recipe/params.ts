import type { SourcePlace } from '../core/errors.js';
import type { Param } from '../../schemas/generated/recipe.js';
import { suggest, type ProblemList } from './problems/problem-list.js';
import { typeHint } from './problems/value-hints.js';
import type { YamlSource } from './yaml-source.js';

export type ParamValue = string | number | boolean;

export interface Params {
  /** Declared names, also of those without a usable value. */
  readonly names: readonly string[];
  readonly values: Readonly<Record<string, ParamValue>>;
}

/** A parameter's value from a recipe that uses this one. */
export interface GivenParam {
  readonly value: unknown;
  readonly where: SourcePlace;
  /** Takes what is wrong with the value, in the file that gives it. */
  readonly problems: ProblemList;
}

/** The recipe's parameters: defaults, over them what `--set` says, read by the declared type, or what another recipe gives. */
export function readParams(input: {
  readonly source: YamlSource;
  readonly set: Readonly<Record<string, string>>;
  readonly given?: Readonly<Record<string, GivenParam>> | undefined;
  readonly problems: ProblemList;
}): Params {
  const { source, set, given, problems } = input;
  const declared = mapAt(source.value, 'params');
  const names = Object.keys(declared);
  const values: Record<string, ParamValue> = {};
  for (const name of names) {
    const spec = specOf(declared[name]);
    if (!spec) continue;
    const text = Object.hasOwn(set, name) ? set[name] : undefined;
    const handed = given && Object.hasOwn(given, name) ? given[name] : undefined;
    const value = handed
      ? checked(name, spec, handed)
      : text === undefined
        ? defaultOf({ name, spec, source, problems, used: given !== undefined })
        : typed(name, spec, text, problems);
    if (value !== undefined) values[name] = value;
  }
  for (const name of Object.keys(set)) {
    if (names.includes(name)) continue;
    problems.add({
      code: 'unknown-param',
      message: `The recipe has no parameter "${name}".`,
      hint: suggest(name, names, 'parameters'),
      where: setPlace(name, set[name]!),
    });
  }
  return { names, values };
}

function mapAt(value: unknown, key: string): Readonly<Record<string, unknown>> {
  const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as Record<string, unknown>) : {};
}

/** A declaration that can be read; what is wrong with others is said by the schema. */
function specOf(value: unknown): Param | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const spec = value as Param;
  return ['string', 'integer', 'number', 'boolean'].includes(spec.type) ? spec : undefined;
}

function setPlace(name: string, text: string): SourcePlace {
  return { file: `--set ${name}=${text}` };
}

function defaultOf(input: {
  readonly name: string;
  readonly spec: Param;
  readonly source: YamlSource;
  readonly problems: ProblemList;
  /** True in a recipe that another uses. */
  readonly used: boolean;
}): ParamValue | undefined {
  const { name, spec, source, problems, used } = input;
  if (spec.default === undefined) {
    problems.add({
      code: 'param-missing',
      message: `Parameter "${name}" has no value.`,
      hint: used
        ? `Give one in the step that uses this recipe: with: { ${name}: ... }.`
        : `Give one: --set ${name}=...`,
      where: source.keyPlace(['params', name]),
    });
    return undefined;
  }
  const fault = faultOf(spec, spec.default);
  if (fault === undefined) return spec.default;
  problems.add({
    code: 'param-default',
    message: `The default of parameter "${name}" ${fault}.`,
    hint: typeHint(spec.default, [spec.type]) ?? rangeOf(name, spec),
    where: source.place(['params', name, 'default']),
  });
  return undefined;
}

function typed(name: string, spec: Param, text: string, problems: ProblemList): ParamValue | undefined {
  const value = valueOf(spec.type, text);
  const fault = value === undefined ? `must be ${typeNames[spec.type]}, not "${text}"` : faultOf(spec, value);
  if (fault === undefined) return value;
  problems.add({
    code: 'param-value',
    message: `Parameter "${name}" ${fault}.`,
    hint: (value === undefined ? typeHint(text, [spec.type]) : undefined) ?? spec.description ?? rangeOf(name, spec),
    where: setPlace(name, text),
  });
  return undefined;
}

function checked(name: string, spec: Param, given: GivenParam): ParamValue | undefined {
  const { where, problems } = given;
  const value = given.value as ParamValue;
  const fault = faultOf(spec, value);
  if (fault === undefined) return value;
  const hint = typeHint(value, [spec.type]) ?? spec.description ?? rangeOf(name, spec);
  problems.add({ code: 'param-value', message: `Parameter "${name}" ${fault}.`, hint, where });
  return undefined;
}

const typeNames = { string: 'text', integer: 'a whole number', number: 'a number', boolean: 'true or false' } as const;

/** What a parameter takes, in one sentence. */
function rangeOf(name: string, { type, minimum, maximum, enum: choices }: Param): string {
  if (choices) return `It takes one of: ${choices.join(', ')}.`;
  const from = minimum === undefined ? '' : ` from ${minimum}`;
  const to = maximum === undefined ? '' : ` up to ${maximum}`;
  return `"${name}" takes ${typeNames[type]}${from}${to}.`;
}

function valueOf(type: Param['type'], text: string): ParamValue | undefined {
  if (type === 'string') return text;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim())) return undefined;
  const number = Number(text);
  if (!Number.isFinite(number)) return undefined;
  return type === 'integer' && !Number.isSafeInteger(number) ? undefined : number;
}

function faultOf(spec: Param, value: ParamValue): string | undefined {
  const right =
    spec.type === 'integer'
      ? Number.isSafeInteger(value)
      : spec.type === 'number'
        ? Number.isFinite(value)
        : typeof value === spec.type;
  if (!right) return `must be ${typeNames[spec.type]}, not ${JSON.stringify(value)}`;
  if (typeof value === 'number' && spec.minimum !== undefined && value < spec.minimum)
    return `must be at least ${spec.minimum}, not ${value}`;
  if (typeof value === 'number' && spec.maximum !== undefined && value > spec.maximum)
    return `must be at most ${spec.maximum}, not ${value}`;
  if (spec.enum && !(spec.enum as readonly ParamValue[]).includes(value))
    return `must be one of ${spec.enum.join(', ')}, not ${JSON.stringify(value)}`;
  return undefined;
}
