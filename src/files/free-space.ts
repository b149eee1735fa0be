import { statfsSync } from 'node:fs';

/** With less than this, SQLite and LMDB cannot grow by even one page group: whatever is tried next fails. */
const NEARLY_FULL_BYTES = 1 << 20;

/** True when the disk of the folder has no room left that is worth the name. False when that cannot be found out. */
export function isNearlyFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < NEARLY_FULL_BYTES;
  } catch {
    return false;
  }
}
