import { decodeUtf8 } from '../../recipe/source-text.js';
import type { Path } from '../../recipe/yaml-source.js';
import { suggest } from '../../recipe/problems/problem-list.js';
import type { SourcePlace } from '../../core/errors.js';
import type * as Templates from '../../recipe/expressions/template.js';
import { complain, projectPath, type Compiling } from '../compiling.js';
import { nearFile } from '../read/near-file.js';

export interface ResolvedTemplate {
  readonly text: string;
  readonly variables: readonly string[];
}

/** A prompt template, inline or from a file: parsed, and every name in it checked. */
export async function resolveTemplate(input: {
  readonly compiling: Compiling;
  readonly at: Path;
  readonly value: unknown;
  /** Names it may use; undefined when an earlier problem hides them. */
  readonly columns: readonly string[] | undefined;
  /** Columns that hold the right answer. */
  readonly secret: readonly string[];
}): Promise<ResolvedTemplate | undefined> {
  const { compiling, at, value, columns, secret } = input;
  const { checkTemplate, templateText, templatePlace } =
    require('../../recipe/expressions/template.js') as typeof Templates;
  const file = typeof value === 'object' && value !== null ? (value as { file?: unknown }).file : undefined;
  const raw =
    typeof file === 'string'
      ? await readTextFile(compiling, [...at, 'file'], file)
      : typeof value === 'string'
        ? value
        : undefined;
  if (raw === undefined) return undefined;
  const text = templateText(raw);
  const place = (line: number, column: number): SourcePlace =>
    typeof file === 'string'
      ? templatePlace(projectPath(compiling, file).shown, text, line, column)
      : compiling.draft.source.placeInside(at, offsetOf(text, line, column));
  const checked = checkTemplate(text);
  if (!checked.ok) {
    complain(compiling, place(checked.line, checked.column), {
      code: 'template-syntax',
      message: `The template cannot be read: ${checked.message}.`,
      hint: checked.hint,
    });
    return undefined;
  }
  const unknown = columns ? checked.variables.filter(({ name }) => !columns.includes(name)) : [];
  for (const { name, line, column } of unknown) {
    complain(compiling, place(line, column), {
      code: 'template-variable',
      message: secret.includes(name)
        ? `The template names "${name}", which holds the right answer.`
        : `The template names "${name}", which the rows do not have.`,
      hint: secret.includes(name)
        ? 'Take it out: a prompt that gives the answer away measures nothing.'
        : name === 'row'
          ? 'Columns are named as they are: {{ prompt }}, not {{ row.prompt }}.'
          : suggest(
              name,
              columns!.filter((known) => known !== 'parents'),
              'columns',
            ),
    });
  }
  return unknown.length > 0 ? undefined : { text, variables: [...new Set(checked.variables.map(({ name }) => name))] };
}

function offsetOf(text: string, line: number, column: number): number {
  return (
    text
      .split('\n')
      .slice(0, line - 1)
      .reduce((sum, each) => sum + each.length + 1, 0) +
    column -
    1
  );
}

/** A text file that the recipe names; a problem at the name when it cannot be read. */
export async function readTextFile(compiling: Compiling, at: Path, file: string): Promise<string | undefined> {
  const path = projectPath(compiling, file);
  const where = compiling.draft.source.place(at);
  const kind = await compiling.files.kind(path.absolute);
  if (kind !== 'file') {
    complain(compiling, where, {
      code: kind === 'folder' ? 'file-is-folder' : 'file-not-found',
      message: kind === 'folder' ? `"${file}" is a folder.` : `There is no file "${file}".`,
      hint: (await nearFile(compiling, path.absolute)) ?? 'Paths are relative to the folder of limbeck.yaml.',
    });
    return undefined;
  }
  const text = decodeUtf8(await compiling.files.read(path.absolute));
  if (text === undefined)
    complain(compiling, where, {
      code: 'not-utf8',
      message: `"${file}" is not UTF-8 text.`,
      hint: 'Save it as UTF-8.',
    });
  return text;
}
