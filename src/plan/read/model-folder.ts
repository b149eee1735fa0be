import { createHash } from 'node:crypto';
import { digestOf } from '../../core/digest.js';
import type { SourcePlace } from '../../core/errors.js';
import { complain, projectPath, type Compiling } from '../compiling.js';
import { nearFile } from './near-file.js';

/** A local model's folder as the compiler sees it: names and contents make its identity, its place does not. */
export interface ModelFolder {
  readonly absolute: string;
  /** Relative to the project. */
  readonly inPlan: string;
  /** Hidden files left out. */
  readonly files: readonly string[];
}

export interface ModelFolderInput {
  readonly compiling: Compiling;
  readonly name: string;
  readonly path: string;
  readonly where: SourcePlace;
  /** Files without which it is no such model, and what to do then. */
  readonly wanted: readonly string[];
  readonly hint: string;
}

/** Undefined when it is not there or not whole, which is complained of. */
export async function findModelFolder(input: ModelFolderInput): Promise<ModelFolder | undefined> {
  const { compiling, name, path, where, wanted, hint } = input;
  const folder = projectPath(compiling, path);
  if ((await compiling.files.kind(folder.absolute)) !== 'folder') {
    complain(compiling, where, {
      code: 'model-folder-missing',
      message: `There is no folder "${path}" for model "${name}".`,
      hint: await nearFile(compiling, folder.absolute),
    });
    return undefined;
  }
  const files = (await compiling.files.list(folder.absolute)).filter(
    (file) => !file.split('/').some((part) => part.startsWith('.')),
  );
  const missing = wanted.find((file) => !files.includes(file));
  if (missing !== undefined) {
    complain(compiling, where, {
      code: 'model-folder-incomplete',
      message: `The folder of model "${name}" has no ${missing}.`,
      hint,
    });
    return undefined;
  }
  return { ...folder, files };
}

/** SHA-256 over names and contents of the folder's files. */
export async function folderDigest(compiling: Compiling, { absolute, files }: ModelFolder): Promise<string> {
  const entries: { path: string; digest: string }[] = [];
  for (const path of files) entries.push({ path, digest: await fileDigest(compiling, `${absolute}/${path}`) });
  return digestOf(entries);
}

export async function fileDigest({ files }: Compiling, path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of files.stream(path)) hash.update(piece);
  return hash.digest('hex');
}
