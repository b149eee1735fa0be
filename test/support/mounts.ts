import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * File systems that are small or read-only, for tests of what happens on them. Modes do not stop the superuser, so these are
 * real mounts, which only the superuser may make.
 */
export const canMount = tryMounting();

function tryMounting(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'limbeck-mount-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'limbeck-test', folder]);
  if (status === 0) unmount(folder);
  rmSync(folder, { recursive: true, force: true });
  return status === 0;
}

/** `test` where mounts can be made. Elsewhere it says so and skips; in CI it fails, for CI must not skip. */
export function testOnMounts(): jest.It {
  if (canMount) return test;
  const because = 'Tests of full and read-only disks need the right to mount (root, with CAP_SYS_ADMIN).';
  if (process.env['CI']) throw new Error(because);
  process.stderr.write(`\n*** SKIPPED: ${because} ***\n`);
  return test.skip;
}

/** An empty file system of this size at the folder, which is made. */
export function mountSmall(folder: string, size: string): void {
  mkdirSync(folder, { recursive: true });
  mount('-t', 'tmpfs', '-o', `size=${size}`, 'limbeck-test', folder);
}

/** The folder once more, at another place, read-only there. */
export function mountReadOnly(folder: string, at: string): void {
  mkdirSync(at, { recursive: true });
  mount('--bind', folder, at);
  mount('-o', 'remount,ro,bind', at);
}

/** Takes the mount away even while a process still has a file open there. */
export function unmount(folder: string): void {
  spawnSync('umount', ['--lazy', folder]);
}

function mount(...args: readonly string[]): void {
  const { status, stderr } = spawnSync('mount', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`mount ${args.join(' ')}: ${stderr}`);
}
