import { readFileSync } from 'node:fs';

/**
 * What Linux tells of a process, or of one thread ("self/task/TID"): the fields of proc(5)'s stat from the third on, so that
 * `[0]` is the state. Throws when there is none.
 */
export function procStat(process: number | string): readonly string[] {
  const stat = readFileSync(`/proc/${process}/stat`, 'utf8');
  // The name in parentheses may itself hold parentheses and spaces: fields count from the last ')'.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}
