import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { repoRoot } from './source-tree.js';

/**
 * Published data sets, read by tests only and no part of the repository: where LIMBECK_TEST_DATA says, or in shared/data
 * beside this checkout, or beside the local checkout this one was cloned from.
 */
export function sharedFile(...path: string[]): string {
  const named = process.env['LIMBECK_TEST_DATA'];
  const folders = named ? [named] : [repoRoot, ...originCheckout()].map((root) => join(root, '..', 'shared', 'data'));
  const found = folders.map((folder) => join(folder, ...path)).find((file) => existsSync(file));
  if (found) return found;
  throw new Error(
    `The test data ${path.join('/')} is missing; looked in ${folders.join(' and ')}. A test on real data is never skipped: ` +
      'put the data there, or set LIMBECK_TEST_DATA to its folder.',
  );
}

function originCheckout(): string[] {
  try {
    const origin = execFileSync('git', ['config', '--get', 'remote.origin.url'], {
      cwd: repoRoot,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    return isAbsolute(origin) ? [origin] : [];
  } catch {
    // No git, or no origin: then the data lies beside the checkout or nowhere.
    return [];
  }
}
