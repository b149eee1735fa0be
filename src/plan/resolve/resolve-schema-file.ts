import { jsonFault } from '../../data/json-fault.js';
import { badSchema } from '../../recipe/problems/json-schema.js';
import { ProblemList } from '../../recipe/problems/problem-list.js';
import { SourceText } from '../../recipe/source-text.js';
import { readYaml, type Path } from '../../recipe/yaml-source.js';
import { complain, projectPath, type Compiling } from '../compiling.js';
import { readTextFile } from './resolve-template.js';

type SchemaObject = Record<string, unknown>;

/** A JSON Schema, inline or by path: read, and checked to be one. The order of its keys is kept. */
export async function resolveSchemaFile(
  compiling: Compiling,
  at: Path,
  value: unknown,
): Promise<SchemaObject | undefined> {
  if (typeof value !== 'string') return checkInline(compiling, at, value);
  const text = await readTextFile(compiling, at, value);
  if (text === undefined) return undefined;
  const { shown } = projectPath(compiling, value);
  const broken = jsonFault(text);
  if (broken) {
    const where = new SourceText(shown, text).at(broken.offset);
    complain(compiling, where, {
      code: 'schema-file',
      message: `The file is not JSON: ${broken.message}.`,
      hint: 'A schema file is plain JSON.',
    });
    return undefined;
  }
  const schema: unknown = JSON.parse(text);
  const bad = await faultOf(schema);
  if (bad === undefined) return schema as SchemaObject;
  const path = bad.path
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  // JSON is YAML too, and the YAML reader knows where things stand.
  const source = readYaml(shown, text, new ProblemList());
  complain(compiling, source?.place(path) ?? { file: shown }, {
    code: 'schema-file',
    message: bad.message,
    hint: 'It must be a JSON Schema of the reply (2020-12).',
  });
  return undefined;
}

async function checkInline(compiling: Compiling, at: Path, value: unknown): Promise<SchemaObject | undefined> {
  const bad = await faultOf(value);
  if (bad === undefined) return value as SchemaObject;
  const path = bad.path
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  complain(compiling, compiling.draft.source.place([...at, ...path]), {
    code: 'schema-file',
    message: bad.message,
    hint: 'It must be a JSON Schema of the reply (2020-12).',
  });
  return undefined;
}

async function faultOf(schema: unknown): Promise<{ path: string; message: string } | undefined> {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema))
    return { path: '', message: 'A schema is a JSON object.' };
  const bad = await badSchema(schema as SchemaObject);
  return bad && { path: bad.path, message: `This is no JSON Schema: ${bad.message}.` };
}
