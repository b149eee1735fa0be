import { basename, dirname } from 'node:path';
import { nearestName } from '../../recipe/problems/nearest-name.js';
import type { Compiling } from '../compiling.js';

/** "Did you mean ...?", from the files beside one that is missing. */
export async function nearFile({ files }: Compiling, absolute: string): Promise<string | undefined> {
  const folder = dirname(absolute);
  if ((await files.kind(folder)) !== 'folder') return undefined;
  const beside = await files.names(folder).catch(() => []);
  const near = nearestName(basename(absolute), beside);
  return near === undefined ? undefined : `Did you mean "${near}"?`;
}
