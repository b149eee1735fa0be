import { badSchema } from '../recipe/json-schema.js';
import { ProblemList } from '../recipe/problem-list.js';
import { readYaml, type Path } from '../recipe/yaml-source.js';
import { complain, projectPath, type Compiling } from './compiling.js';
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
  const schema = parseJson(text);
  // JSON is YAML too, and the YAML reader knows where things stand.
  const source = readYaml(shown, text, schema === undefined ? compiling.problems : new ProblemList());
  if (schema === undefined) {
    if (source)
      complain(
        compiling,
        { file: shown },
        { code: 'schema-file', message: 'The file is not JSON.', hint: 'A schema file is plain JSON.' },
      );
    return undefined;
  }
  const bad = await faultOf(schema);
  if (bad === undefined) return schema as SchemaObject;
  const path = bad.path
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
