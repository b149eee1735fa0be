import { LimbeckError, isLimbeckError } from '../core/errors.js';
import { spaceInWords } from './free-space.js';

/** Says what went wrong on disk in the stores' words: which folder, and what frees or mends it. */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
/** With what each of them means. */
const REFUSED = new Map([
  ['EACCES', 'this user may not'],
  ['EPERM', 'this user may not'],
  ['EROFS', 'the file system is read-only'],
  ['ENOTDIR', 'a file stands where a folder should be'],
  ['EEXIST', 'a file stands where a folder should be'],
]);

export function diskFull(path: string, cause?: unknown): LimbeckError {
  return new LimbeckError({
    code: 'disk-full',
    message: `There is no space left to write ${path}${spaceInWords(path)}.`,
    hint: 'Free some space (old runs and artifacts are under .limbeck) and resume; what was acknowledged is kept.',
    cause,
  });
}

export function folderNotWritable(path: string, cause: unknown): LimbeckError {
  const code = errorCode(cause) ?? '';
  // Of folders that are made recursively Node says ENOENT where the file system is read-only.
  const because = code === 'ENOENT' ? REFUSED.get('EROFS') : REFUSED.get(code);
  return new LimbeckError({
    code: 'folder-not-writable',
    message: `${path} cannot be written${because === undefined ? '' : `: ${because}`}.`,
    hint: 'Limbeck keeps its state there: mend that, or move the project to a folder that can be written.',
    cause,
  });
}

/** `disk-full` or `folder-not-writable` for what they are; anything else as it came. */
export function storeTrouble(error: unknown, path: string): unknown {
  if (isLimbeckError(error)) return error;
  const code = errorCode(error);
  if (code !== undefined && FULL.has(code)) return diskFull(path, error);
  if (code !== undefined && REFUSED.has(code)) return folderNotWritable(path, error);
  return error;
}

/** The same for an error that names its own path; whatever else it is comes back as it came. */
export function namedStoreTrouble(error: unknown): unknown {
  const { path } = (error ?? {}) as { readonly path?: unknown };
  return typeof path === 'string' ? storeTrouble(error, path) : error;
}

/** Runs the work; its disk errors come out in the stores' words. */
export async function sayingWhere<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storeTrouble(error, path);
  }
}

export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
