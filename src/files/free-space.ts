import { statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** With less than this, SQLite and LMDB cannot grow by even one page group: whatever is tried next fails. */
const NEARLY_FULL_BYTES = 1 << 20;
/** Folders of a project's state, each of which may be a disk of its own. */
const STORES = ['', 'engine', 'ledger', 'runs', 'artifacts'];

/** True when the disk of the folder has no room left that is worth the name. False when that cannot be found out. */
export function isNearlyFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < NEARLY_FULL_BYTES;
  } catch {
    return false;
  }
}

/** The first folder of a project's state whose disk is nearly full. */
export function findFullStore(state: string): string | undefined {
  return STORES.map((store) => join(state, store)).find(isNearlyFull);
}

/** " (0.3 MB of 64.0 MB free on its disk)"; nothing when that cannot be found out. */
export function spaceInWords(path: string): string {
  for (let folder = path; ; folder = dirname(folder)) {
    try {
      const { bavail, blocks, bsize } = statfsSync(folder);
      return ` (${inMegabytes(bavail * bsize)} of ${inMegabytes(blocks * bsize)} free on its disk)`;
    } catch {
      if (folder === dirname(folder)) return '';
    }
  }
}

const inMegabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
