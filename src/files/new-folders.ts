import { dirname } from 'node:path';

/** The folders that hold the new names after a recursive mkdir, inmost first: what must be flushed to make them last. */
export function parentsOf(first: string | undefined, path: string): string[] {
  if (first === undefined) return [];
  const parents: string[] = [];
  let folder = path;
  do parents.push((folder = dirname(folder)));
  while (folder !== dirname(first) && folder !== dirname(folder));
  return parents;
}
