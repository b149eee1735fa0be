import { listFiles, readSource } from '../../support/source-tree.js';

/** Suites that need no server and no trainer: a change is tried hundreds of times. */
const quick = /^(src|activities|workflows|test\/(contract|properties|recipes))\/.*\.test\.ts$/;
const slow = /^src\/(engine|trainer|setup|worker)\//;

export interface Suites {
  /** The quick suites that reach a file, nearest first; at most `most`, and none further than `steps` imports away. */
  nearest(file: string, steps: number, most: number): readonly string[];
}

/** Read once: the imports of every source and test, backwards. */
export function readSuites(): Suites {
  const importers = new Map<string, string[]>();
  const files = ['src', 'activities', 'workflows', 'test'].flatMap((folder) =>
    listFiles(folder, (path) => path.endsWith('.ts')),
  );
  for (const path of files)
    for (const { target, typeOnly } of readSource(path).imports)
      if (target && !typeOnly) importers.set(target, [...(importers.get(target) ?? []), path]);
  return {
    nearest: (file, steps, most) => {
      const found: string[] = [];
      const seen = new Set([file]);
      let ring = [file];
      for (let away = 1; away <= steps && ring.length > 0; away++) {
        ring = [...new Set(ring.flatMap((path) => importers.get(path) ?? []))].filter((path) => !seen.has(path));
        for (const path of ring) seen.add(path);
        found.push(...ring.filter((path) => quick.test(path) && !slow.test(path)).toSorted(besideFirst(file)));
      }
      return found.slice(0, most);
    },
  };
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** In the same ring the suites of the file's own folder come first, then by name. */
const besideFirst = (file: string) => (a: string, b: string) =>
  Number(folderOf(b) === folderOf(file)) - Number(folderOf(a) === folderOf(file)) || (a < b ? -1 : 1);
