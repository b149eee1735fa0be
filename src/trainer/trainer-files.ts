import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../project-files/cache-folder.js';
import { packageRoot } from '../project-files/package-root.js';

/** Where the trainer's own files are, from source and from the build alike. */
export interface TrainerFiles {
  /** For PYTHONPATH. */
  readonly source: string;
  /** Pins and hashes of its Python packages. */
  readonly lock: string;
}

export function trainerFiles(): TrainerFiles {
  const folder = join(packageRoot(), 'trainer');
  return { source: join(folder, 'src'), lock: join(folder, 'requirements.lock') };
}

/** The environment for exactly this lock file: another lock, another folder, so an update never breaks a running job. */
export function environmentFolder(lock: string, env: NodeJS.ProcessEnv = process.env): string {
  const digest = createHash('sha256').update(readFileSync(lock)).digest('hex').slice(0, 16);
  return join(cacheFolder(env), 'trainer', digest);
}

export function pythonOf(environment: string): string {
  return process.platform === 'win32' ? join(environment, 'Scripts', 'python.exe') : join(environment, 'bin', 'python');
}
