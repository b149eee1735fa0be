import type { SourcePlace } from '../core/errors.js';
import type { Param } from '../../schemas/generated/recipe.js';
import { suggest, type ProblemList } from './problem-list.js';
import { typeHint } from './schema-problems.js';
import type { YamlSource } from './yaml-source.js';

export type ParamValue = string | number | boolean;

export interface Params {
  /** Declared names, also of those without a usable value. */
  readonly names: readonly string[];
  readonly values: Readonly<Record<string, ParamValue>>;
}

/** The recipe's parameters: defaults, and over them what `--set` says, read by the declared type. */
export function readParams(source: YamlSource, set: Readonly<Record<string, string>>, problems: ProblemList): Params {
  const declared = mapAt(source.value, 'params');
  const names = Object.keys(declared);
  const values: Record<string, ParamValue> = {};
  for (const name of names) {
    const spec = specOf(declared[name]);
    if (!spec) continue;
    const given = Object.hasOwn(set, name) ? set[name] : undefined;
    const value = given === undefined ? defaultOf(name, spec, source, problems) : typed(name, spec, given, problems);
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

function defaultOf(name: string, spec: Param, source: YamlSource, problems: ProblemList): ParamValue | undefined {
  if (spec.default === undefined) {
    problems.add({
      code: 'param-missing',
      message: `Parameter "${name}" has no value.`,
      hint: `Give one: --set ${name}=...`,
      where: source.keyPlace(['params', name]),
    });
    return undefined;
  }
  const fault = faultOf(spec, spec.default);
  if (fault === undefined) return spec.default;
  problems.add({
    code: 'param-default',
    message: `The default of parameter "${name}" ${fault}.`,
    hint: typeHint(spec.default, [spec.type]),
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
    hint: spec.description,
    where: setPlace(name, text),
  });
  return undefined;
}

const typeNames = { string: 'text', integer: 'a whole number', number: 'a number', boolean: 'true or false' } as const;

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
