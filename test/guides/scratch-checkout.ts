import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { repoRoot } from '../support/source-tree.js';

/** A checkout of its own: what git would take of this one, and its node_modules. It goes with the test file's folder. */
export interface ScratchCheckout {
  readonly folder: string;
  /** A command line, as a person types it; what it said, both streams together. */
  run(command: string): { readonly code: number; readonly said: string };
  write(path: string, text: string): void;
  /** Paths that are not as they were at first. */
  touched(): readonly string[];
}

export function scratchCheckout(): ScratchCheckout {
  const folder = mkdtempSync(join(tmpdir(), 'checkout-'));
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: repoRoot,
    encoding: 'utf8',
  });
  for (const path of listed.split('\0').filter((name) => name !== '' && existsSync(join(repoRoot, name))))
    cpSync(join(repoRoot, path), join(folder, path));
  symlinkSync(join(repoRoot, 'node_modules'), join(folder, 'node_modules'));
  const run = (command: string): { code: number; said: string } => {
    const { status, stdout, stderr } = spawnSync('bash', ['-c', command], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, CI: '1', NO_COLOR: '1', FORCE_COLOR: '0' },
      maxBuffer: 1 << 28,
    });
    return { code: status ?? -1, said: `${stdout}${stderr}` };
  };
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  run('git init -q -b main && git config user.name test && git config user.email test@localhost');
  // A link is no folder, so that .gitignore does not know it.
  write('.git/info/exclude', 'node_modules\n');
  run('git add -A && git commit -qm start');
  const touched = (): string[] => run('git add -A && git diff --cached --name-only').said.trim().split('\n');
  return { folder, run, write, touched };
}
