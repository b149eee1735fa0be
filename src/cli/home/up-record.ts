import { readFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../../files/write-whole.js';
import { isAlive, refOf, type ProcessRef } from '../../processes/process-mark.js';

/** `.limbeck/engine/up.json`: the process that `limbeck up` left running. */
const pathOf = (stateFolder: string): string => join(stateFolder, 'engine', 'up.json');

/** The living process of `limbeck up`; undefined when there is none. */
export function findUp(stateFolder: string): ProcessRef | undefined {
  try {
    const ref = JSON.parse(readFileSync(pathOf(stateFolder), 'utf8')) as ProcessRef;
    return isAlive(ref) ? ref : undefined;
  } catch {
    return undefined;
  }
}

export function recordUp(stateFolder: string): void {
  writeWhole(pathOf(stateFolder), `${JSON.stringify(refOf(process.pid))}\n`);
}

export function forgetUp(stateFolder: string): void {
  const ref = findUp(stateFolder);
  if (ref?.pid === process.pid) unlinkSync(pathOf(stateFolder));
}
