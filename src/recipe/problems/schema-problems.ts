import type { SourcePlace } from '../../core/errors.js';
import type { SchemaError } from './json-schema.js';
import { nearestName } from './nearest-name.js';
import { notBuilt } from './not-built.js';
import { suggest, type ProblemList } from './problem-list.js';
import { nameExample, spellingHint, typeHint } from './value-hints.js';
import type { Path, YamlSource } from '../yaml-source.js';

/** A schema error in the words of the recipe's author, with its place. */
interface Finding {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly path: Path;
  /** True where the key is meant, not its value. */
  readonly atKey?: boolean;
  /** The key that is missing. */
  readonly missing?: string;
  /** The key that an unknown one was most likely meant for. */
  readonly meant?: string | undefined;
}

interface SchemaRoot {
  readonly $defs?: Readonly<Record<string, object>>;
}

export interface SchemaProblemsInput {
  readonly errors: readonly SchemaError[];
  /** Of the language; for what its definitions say. */
  readonly schema?: SchemaRoot;
  readonly source: YamlSource;
  readonly problems: ProblemList;
  /** Path of the checked value in the document. */
  readonly base?: Path;
  /** What the document is, for keys of the language that are not built yet. */
  readonly language?: 'recipe' | 'project';
  /** Paths about which something was said already. */
  readonly known?: ReadonlySet<string>;
}

/** Adds a problem for each error; gives the paths of the values that are wrong, for leaving them out of later checks. */
export function addSchemaProblems(input: SchemaProblemsInput): readonly Path[] {
  const { source, problems, base = [], known = new Set<string>() } = input;
  const findings = input.errors
    .filter(({ keyword, instancePath, params }) => {
      // A key whose value was taken out because it was wrong is not missing.
      const missing = keyword === 'required' ? (params as { missingProperty: string }).missingProperty : undefined;
      return missing === undefined || !known.has(pathKey([...base, ...pointerPath(instancePath), missing]));
    })
    .map((error) => findingOf(error, input))
    .filter((finding): finding is Finding => finding !== undefined)
    .filter(({ path }) => !path.some((_, end) => known.has(pathKey(path.slice(0, end + 1)))));
  const misspelt = new Set(
    findings.flatMap(({ meant, path }) => (meant === undefined ? [] : [pathKey([...path.slice(0, -1), meant])])),
  );
  const unbuilt = new Set(
    findings.filter(({ code }) => code === 'not-built-yet').map(({ path }) => pathKey(path.slice(0, -1))),
  );
  for (const { path, atKey, missing, meant: _meant, ...problem } of findings) {
    // A step that is a loop has no `use`; saying so beside "not built yet" would only confuse.
    if (problem.code === 'key-missing' && unbuilt.has(pathKey(path))) continue;
    // Nor is a key missing that stands there misspelt.
    if (missing !== undefined && misspelt.has(pathKey([...path, missing]))) continue;
    problems.add({ ...problem, where: placeOf(source, path, atKey === true, problem.code) });
  }
  // What a misspelt key was meant for is not said to be lacking later on.
  return findings
    .filter(({ code }) => code !== 'key-missing')
    .flatMap(({ path, meant }) => {
      const spelt = meant === undefined ? undefined : [...path.slice(0, -1), meant];
      return spelt && !isThere(source.value, spelt) ? [path, spelt] : [path];
    });
}

function isThere(root: unknown, path: Path): boolean {
  const value = path.reduce<unknown>(
    (at, key) => (at as Record<string | number, unknown> | null | undefined)?.[key],
    root,
  );
  return value !== undefined;
}

export function pathKey(path: Path): string {
  return JSON.stringify(path);
}

function placeOf(source: YamlSource, path: Path, atKey: boolean, code: string): SourcePlace {
  const where = atKey ? source.keyPlace(path) : source.place(path);
  if (code !== 'literal-secret' || where.text === undefined || where.column === undefined) return where;
  return { ...where, text: `${where.text.slice(0, where.column - 1)}***` };
}

function findingOf(
  error: SchemaError,
  { base = [], language, schema: root }: SchemaProblemsInput,
): Finding | undefined {
  const path = [...base, ...pointerPath(error.instancePath)];
  const parent: Readonly<Record<string, unknown>> | undefined = error.parentSchema;
  const name = nameOf(path);
  const says = typeof parent?.['description'] === 'string' ? parent['description'] : undefined;
  const params = error.params as Readonly<Record<string, unknown>>;
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(String(params['additionalProperty']), path, parent, language);
    case 'required':
      return missingKey(String(params['missingProperty']), path, parent, root);
    case 'discriminator':
      return discriminated(error, path, params);
    case 'type':
      return wrongType(error, path, name, says);
    case 'enum':
      return wrongChoice(error, path, name, params, language);
    case 'const':
      return {
        code: path.length === 1 && path[0] === 'limbeck' ? 'language-version' : 'value-not-allowed',
        message: `${name} must be ${show(params['allowedValue'])}, not ${show(error.data)}.`,
        hint: says,
        path,
      };
    case 'pattern':
      return misspelt(error, path, name, says);
    case 'propertyNames':
    case 'if':
    case 'oneOf':
    case 'anyOf':
    case 'allOf':
      return combined(error, path, name, says);
    default:
      return (
        outOfBounds(error, path, name, says) ?? {
          code: 'value-not-allowed',
          message: `${name} ${error.message ?? 'is not allowed'}.`,
          hint: says,
          path,
        }
      );
  }
}

const bounds: Readonly<Record<string, string>> = {
  minimum: 'at least',
  maximum: 'at most',
  exclusiveMinimum: 'more than',
  exclusiveMaximum: 'less than',
  multipleOf: 'a multiple of',
};

/** A number too large, a list too short, an item that is there twice; undefined for other keywords. */
function outOfBounds(error: SchemaError, path: Path, name: string, says: string | undefined): Finding | undefined {
  const { keyword } = error;
  const params = error.params as Readonly<Record<string, unknown>>;
  const words = bounds[keyword];
  if (words !== undefined) {
    const limit = String(params['limit'] ?? params['multipleOf']);
    const message = `${name} must be ${words} ${limit}, not ${show(error.data)}.`;
    return { code: 'value-out-of-range', message, hint: says, path };
  }
  if (/^min(Length|Items|Properties)$/.test(keyword)) {
    const message = `${name} must have at least ${plural(params['limit'], keyword)}.`;
    return { code: 'value-too-short', message, hint: says, path };
  }
  if (/^max(Length|Items|Properties)$/.test(keyword)) {
    const message = `${name} must have at most ${plural(params['limit'], keyword)}${lengthOf(error.data)}.`;
    return { code: 'value-too-long', message, hint: says, path };
  }
  if (keyword !== 'uniqueItems') return undefined;
  const twice = { message: `${name} holds the same item twice.`, hint: 'Take one of them out.' };
  return { code: 'value-twice', ...twice, path: [...path, Number(params['i'])] };
}

/** Errors of a key's own spelling carry the key; `oneOf` and its like say again what their branches said. */
function combined(error: SchemaError, path: Path, name: string, says: string | undefined): Finding | undefined {
  if (error.keyword === 'oneOf' && Array.isArray((error.params as { passingSchemas?: unknown }).passingSchemas)) {
    return { code: 'value-not-allowed', message: `${name} can be read in two ways.`, hint: says, path };
  }
  return undefined;
}

function unknownKey(
  key: string,
  path: Path,
  parent: SchemaError['parentSchema'],
  language: SchemaProblemsInput['language'],
): Finding {
  const at = { path: [...path, key], atKey: true };
  const waiting = language && notBuilt(language, path, key);
  if (waiting)
    return {
      code: 'not-built-yet',
      message: `\`${key}\` is not built yet: ${waiting.what}.`,
      hint: waiting.instead,
      ...at,
    };
  if (key === '<<') {
    return {
      code: 'unknown-key',
      message: 'Merge keys are not part of YAML 1.2.',
      hint: 'Write the values out.',
      ...at,
    };
  }
  const known = Object.keys((parent?.['properties'] as object | undefined) ?? {});
  if (/^\d+$/.test(key)) {
    return {
      code: 'unknown-key',
      message: `Unknown key "${key}".`,
      hint: 'In { } a comma ends the entry: write the decimal point as a point.',
      ...at,
    };
  }
  return {
    code: 'unknown-key',
    message: `Unknown key "${key}".`,
    hint: suggest(key, known, 'keys'),
    meant: nearestName(key, known),
    ...at,
  };
}

interface Property {
  readonly description?: string;
  readonly $ref?: string;
  readonly enum?: readonly unknown[];
}

function missingKey(key: string, path: Path, parent: SchemaError['parentSchema'], root?: SchemaRoot): Finding {
  const written = (parent?.['properties'] as Record<string, Property> | undefined)?.[key];
  const named = root?.$defs?.[written?.$ref?.replace('#/$defs/', '') ?? ''];
  const { description = `Add ${key}: ...`, enum: choices } = { ...named, ...written };
  const whose = path.length === 0 ? 'The file' : nameOf(path);
  const hint = choices ? `${description} One of: ${choices.join(', ')}.` : description;
  return { code: 'key-missing', message: `${whose} lacks "${key}".`, hint, path, missing: key };
}

function discriminated(error: SchemaError, path: Path, params: Readonly<Record<string, unknown>>): Finding {
  const tag = String(params['tag']);
  const branches =
    (error.schema as { propertyName?: string } | undefined)?.propertyName === tag ? branchTags(error, tag) : [];
  const given = params['tagValue'];
  if (given === undefined)
    return {
      code: 'key-missing',
      message: `${nameOf(path)} lacks "${tag}".`,
      hint: `One of: ${branches.join(', ')}.`,
      path,
    };
  return {
    code: 'value-not-allowed',
    message: `"${tag}" cannot be ${show(given)}.`,
    hint: typeof given === 'string' ? suggest(given, branches, 'values') : `One of: ${branches.join(', ')}.`,
    path: [...path, tag],
  };
}

function branchTags(error: SchemaError, tag: string): string[] {
  const branches = (error.parentSchema?.['oneOf'] ?? []) as readonly {
    $ref?: string;
    properties?: Record<string, { const?: unknown }>;
  }[];
  return branches.flatMap(({ $ref, properties }) => {
    const own = properties?.[tag]?.const;
    if (typeof own === 'string') return [own];
    // Limbeck names such definitions `<Tag>Binding`.
    return $ref === undefined
      ? []
      : [
          $ref
            .replace(/^.*\//, '')
            .replace(/Binding$/, '')
            .toLowerCase(),
        ];
  });
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  null: 'nothing',
};

function wrongType(error: SchemaError, path: Path, name: string, says: string | undefined): Finding {
  const wanted = [(error.params as { type: string | string[] }).type].flat();
  if (path.at(-1) === 'api_key' && typeof error.data === 'string') {
    return {
      code: 'literal-secret',
      message: 'A key stands here in plain text.',
      hint: 'Put it into an environment variable and name that: api_key: { env: NAME }. If this file was ever shared, have the key revoked.',
      path,
    };
  }
  const message = `${name} must be ${wanted.map((type) => kinds[type] ?? type).join(' or ')}, not ${show(error.data)}.`;
  return { code: 'wrong-type', message, hint: typeHint(error.data, wanted) ?? says, path };
}

function wrongChoice(
  error: SchemaError,
  path: Path,
  name: string,
  params: Readonly<Record<string, unknown>>,
  language: SchemaProblemsInput['language'],
): Finding {
  const allowed = params['allowedValues'] as readonly unknown[];
  const given = error.data;
  const waiting = language && typeof given === 'string' ? notBuilt(language, path, given) : undefined;
  if (waiting) {
    return {
      code: 'not-built-yet',
      message: `${name}: \`${String(given)}\` is not built yet: ${waiting.what}.`,
      hint: `For now: ${allowed.join(', ')}.`,
      path,
    };
  }
  const near =
    typeof given === 'string' ? suggest(given, allowed.map(String), 'values') : `One of: ${allowed.join(', ')}.`;
  return { code: 'value-not-allowed', message: `${name} cannot be ${show(given)}.`, hint: near, path };
}

function misspelt(error: SchemaError, path: Path, name: string, says: string | undefined): Finding {
  if (error.propertyName !== undefined) {
    const key = error.propertyName;
    return {
      code: 'bad-name',
      message: `"${key}" cannot be a name.`,
      hint: `${says ?? 'Lower-case letters, digits and hyphens.'}${nameExample(key)}`,
      path: [...path, key],
      atKey: true,
    };
  }
  const isName = path.at(-1) === 'id' || path.at(-1) === 'name';
  const given = String(error.data);
  return {
    code: isName ? 'bad-name' : 'value-not-allowed',
    message: `${name} cannot be ${show(error.data)}.`,
    hint: spellingHint(path.at(-1), given) ?? (isName ? `${says ?? ''}${nameExample(given)}` : says),
    path,
  };
}

function plural(limit: unknown, keyword: string): string {
  const what = keyword.endsWith('Length') ? 'character' : keyword.endsWith('Items') ? 'item' : 'entry';
  return limit === 1 ? `one ${what}` : `${String(limit)} ${what === 'entry' ? 'entrie' : what}s`;
}

function lengthOf(value: unknown): string {
  return typeof value === 'string' || Array.isArray(value) ? `, not ${value.length}` : '';
}

function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'The file';
  return typeof last === 'number' ? `Item ${last + 1} of "${String(path.at(-2) ?? 'the list')}"` : `"${last}"`;
}

/** A value in a message: short, and never the inside of a map. */
function show(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}..."` : text;
}

export function pointerPath(pointer: string): Path {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
