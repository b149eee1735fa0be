import type { DataSource } from '../../../schemas/generated/recipe.js';
import type { DataFormat } from '../../data/contract.js';
import { formatByName } from '../../data/format-by-name.js';
import { getFormat } from '../../data/formats/index.js';
import { isLimbeckError } from '../../core/errors.js';
import { complain, projectPath, type Compiling } from '../compiling.js';
import { findByPattern, isPattern } from './glob.js';
import { nearFile } from './near-file.js';

/** The files of a data set and how they are read; everything about them but their rows. */
export interface FoundFile {
  readonly absolute: string;
  /** As errors name it. */
  readonly shown: string;
  readonly inPlan: string;
  readonly gzip: boolean;
}

export interface FoundFiles {
  /** The key of the recipe that names them. */
  readonly key: (typeof sources)[number];
  /** What the plan calls them together. */
  readonly title: string;
  readonly format: DataFormat;
  readonly files: readonly FoundFile[];
}

const sources = ['file', 'glob', 'text', 'hub'] as const;
const formats = 'jsonl, json, csv, tsv, parquet or text';

/** Adds problems, and gives undefined when there are any. */
export async function findDataFiles(
  compiling: Compiling,
  name: string,
  source: Partial<DataSource>,
): Promise<FoundFiles | undefined> {
  const key = sourceOf(compiling, name, source);
  if (!key) return undefined;
  const paths = await pathsOf(compiling, name, source, key);
  if (!paths) return undefined;
  const format = key === 'text' ? 'text' : formatOf(compiling, name, source, key, paths.named);
  if (!format || !checkLayout(compiling, name, source, format)) return undefined;
  const files = paths.files.map((path) => ({ ...projectPath(compiling, path), gzip: formatByName(path).gzip }));
  return { key, title: paths.title, format, files };
}

function sourceOf(compiling: Compiling, name: string, source: Partial<DataSource>): FoundFiles['key'] | undefined {
  const given = sources.filter((key) => source[key] !== undefined);
  const { draft } = compiling;
  if (given.length === 1) return given[0];
  // One that was taken out because it was wrong is not missing.
  const known = [...sources, 'package'].some((key) => draft.known.has(JSON.stringify(['data', name, key])));
  if (given.length === 0 && known) return undefined;
  const [, second] = given;
  complain(compiling, second ? draft.source.keyPlace(['data', name, second]) : draft.source.keyPlace(['data', name]), {
    code: second ? 'data-source-twice' : 'key-missing',
    message: second
      ? `"${name}" has two sources: ${given.join(' and ')}.`
      : `"${name}" does not say where its rows are.`,
    hint: second
      ? 'Keep one; make two data sets and put them together with refine/mix.'
      : 'Add file, glob, text or hub.',
  });
  return undefined;
}

interface Paths {
  /** Relative to the project folder, in the order they are read. */
  readonly files: readonly string[];
  /** What says the format: the same, or the hub's names. */
  readonly named: readonly string[];
  readonly title: string;
}

async function pathsOf(
  compiling: Compiling,
  name: string,
  source: Partial<DataSource>,
  key: FoundFiles['key'],
): Promise<Paths | undefined> {
  if (key === 'hub') return hubPaths(compiling, name, source.hub!);
  const path = source[key]!;
  if (key === 'glob') {
    const files = await findByPattern(compiling.files, compiling.projectFolder, path);
    if (files.length > 0) return { files, named: files, title: path };
    complain(compiling, compiling.draft.source.place(['data', name, key]), {
      code: 'file-not-found',
      message: `No file fits "${path}".`,
      hint: isPattern(path)
        ? 'Patterns are relative to the folder of limbeck.yaml: `*` is inside one name, `**` any folders.'
        : 'It is no pattern: for one file say file.',
    });
    return undefined;
  }
  const kind = await compiling.files.kind(projectPath(compiling, path).absolute);
  if (kind === 'file') return { files: [path], named: [path], title: projectPath(compiling, path).inPlan };
  complain(compiling, compiling.draft.source.place(['data', name, key]), {
    code: kind === 'folder' ? 'file-is-folder' : 'file-not-found',
    message: kind === 'folder' ? `"${path}" is a folder.` : `There is no file "${path}".`,
    hint: await fileHint(compiling, path, kind),
  });
  return undefined;
}

async function fileHint(compiling: Compiling, path: string, kind: 'folder' | undefined): Promise<string> {
  if (kind === 'folder') return `For the files in it say glob: ${path.replace(/\/$/, '')}/*.jsonl, with their ending.`;
  if (isPattern(path)) return `For several files say glob: ${path}.`;
  if (path.includes('\\')) return `Write the path with /: ${path.replaceAll('\\', '/')}.`;
  const { absolute } = projectPath(compiling, path);
  return (await nearFile(compiling, absolute)) ?? 'Paths are relative to the folder of limbeck.yaml.';
}

async function hubPaths(
  compiling: Compiling,
  name: string,
  hub: Partial<NonNullable<DataSource['hub']>>,
): Promise<Paths | undefined> {
  const { draft, fetchHubFile, project, projectFolder } = compiling;
  const { repo, revision, files } = hub;
  // Parts that were taken out because they were wrong have been named already.
  if (repo === undefined || revision === undefined || files === undefined) return undefined;
  const title = `hub:${repo}`;
  if (!/^[0-9a-f]{40}$/.test(revision)) {
    complain(compiling, draft.source.place(['data', name, 'hub', 'revision']), {
      code: 'hub-revision',
      message: `"${revision}" is no full commit hash.`,
      hint: `A branch or tag moves, and other rows would come. Copy the 40 digits from the history of the repository's files, or: git ls-remote https://huggingface.co/datasets/${repo} ${revision}`,
    });
    return undefined;
  }
  const unsafe = files.findIndex((file) => !/^(?!\/)(?!.*(^|\/)\.\.?(\/|$))[^\\\p{Cc}]+$/u.test(file));
  if (unsafe !== -1 || !fetchHubFile) {
    complain(compiling, draft.source.place(['data', name, 'hub', 'files']), {
      code: unsafe === -1 ? 'hub-unreachable' : 'value-not-allowed',
      message: unsafe === -1 ? 'Nothing can be downloaded here.' : `"${files[unsafe]}" is no path in a repository.`,
      hint: unsafe === -1 ? 'Use a file of the project.' : 'Write it as the repository shows it: data/train.jsonl.',
    });
    return undefined;
  }
  const fetched: string[] = [];
  for (const file of files) {
    try {
      fetched.push(await fetchHubFile({ repo, revision, file }, { projectFolder, ...project?.hub }));
    } catch (error) {
      if (!isLimbeckError(error)) throw error;
      const { code, message, hint } = error;
      complain(compiling, draft.source.place(['data', name, 'hub']), { code, message, hint });
      return undefined;
    }
  }
  return { files: fetched, named: files, title };
}

function formatOf(
  compiling: Compiling,
  name: string,
  source: Partial<DataSource>,
  key: FoundFiles['key'],
  named: readonly string[],
): DataFormat | undefined {
  if (source.format !== undefined) return source.format;
  const { draft } = compiling;
  if (draft.known.has(JSON.stringify(['data', name, 'format']))) return undefined;
  const found = named.map((file) => formatByName(file).format);
  const silent = named[found.indexOf(undefined)];
  const where = draft.source.place(['data', name, key]);
  if (silent !== undefined) {
    complain(compiling, where, {
      code: 'data-format',
      message: `The name of "${silent}" does not say how it is read.`,
      hint: /\.(xlsx?|ods)$/i.test(silent)
        ? 'Save the sheet as CSV (UTF-8, parted by commas) and name that file.'
        : /\.(docx?|odt|pdf|rtf|html?)$/i.test(silent)
          ? 'Save it as plain text (.txt, UTF-8) and name that file.'
          : `Say format: ${formats}.`,
    });
    return undefined;
  }
  const other = found.findIndex((format) => format !== found[0]);
  if (other === -1) return found[0];
  complain(compiling, where, {
    code: 'data-format',
    message: `"${named[0]}" is ${found[0]} and "${named[other]}" is ${found[other]}.`,
    hint: 'The files of a data set are of one format. Write a narrower pattern, or make two data sets.',
  });
  return undefined;
}

/** `rows` and `split` are each of some formats only. */
function checkLayout(compiling: Compiling, name: string, source: Partial<DataSource>, format: DataFormat): boolean {
  const wrong = (key: 'rows' | 'split', message: string, hint: string): false => {
    complain(compiling, compiling.draft.source.keyPlace(['data', name, key]), { code: 'data-layout', message, hint });
    return false;
  };
  if (source.split !== undefined && format !== 'text')
    return wrong('split', `split cuts up text; "${name}" is ${format}.`, 'Leave it out, or say format: text.');
  if (source.rows !== undefined && !getFormat(format).nested)
    return wrong('rows', `rows goes down into nested data; "${name}" is ${format}.`, 'Leave it out.');
  return true;
}
