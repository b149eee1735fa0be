import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { LimbeckError } from '../core/errors.js';
import { PROJECT_FILE } from '../core/project-file.js';
import { makeFolder } from '../files/make-folder.js';
import { sealJson, unsealJson } from '../files/sealed-json.js';
import { errorCode, storeTrouble } from '../files/store-trouble.js';
import { syncFolderNow } from '../files/write-whole.js';

/** The nearest folder with a limbeck.yaml, from a file or folder upward; undefined when there is none. */
export function findProjectFolder(from: string): string | undefined {
  let folder = resolve(from);
  while (!existsSync(join(folder, PROJECT_FILE))) {
    const parent = dirname(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
  return folder;
}

/** `.limbeck` of a project: runs, answers, artifacts, engine. */
export function stateFolder(projectFolder: string): string {
  return join(projectFolder, '.limbeck');
}

/** The project's id, made at first use. Names its task queues, so that projects on one Temporal service do not meet. */
export function projectId(projectFolder: string): string {
  const path = join(stateFolder(projectFolder), 'project.json');
  const known = readId(path);
  if (known !== undefined) return known;
  const mine = `${path}.${randomBytes(4).toString('hex')}`;
  makeFolder(dirname(path));
  try {
    writeFileSync(mine, `${sealJson({ id: randomBytes(4).toString('hex') })}\n`, { flush: true });
    try {
      // Unlike a rename, a link never replaces the id another process has just made.
      linkSync(mine, path);
      syncFolderNow(dirname(path));
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  } catch (error) {
    throw storeTrouble(error, path);
  } finally {
    rmSync(mine, { force: true });
  }
  const made = readId(path);
  if (made === undefined) {
    throw new LimbeckError({
      code: 'project-state-damaged',
      message: `${path} does not hold the project's id.`,
      hint: 'Remove the file; a new id is made. Runs that are open must then be resumed.',
    });
  }
  return made;
}

function readId(path: string): string | undefined {
  try {
    const { id } = unsealJson(readFileSync(path, 'utf8'), { required: false }) as { id?: unknown };
    return typeof id === 'string' && /^[a-z0-9-]+$/.test(id) ? id : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Prefix of the project's task queues. Workers on other machines have their own checkout and so their own id: LIMBECK_QUEUE_PREFIX gives
 * them the same one.
 */
export function queuePrefix(projectFolder: string, env: NodeJS.ProcessEnv = process.env): string {
  return env['LIMBECK_QUEUE_PREFIX'] || `limbeck-${projectId(projectFolder)}`;
}
