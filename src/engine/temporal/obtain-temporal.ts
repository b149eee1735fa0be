import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { syncFile, syncFolder } from '../../files/durable-file.js';
import { runProgram } from '../../processes/run-program.js';
import { findTarEntry } from './tar-entry.js';
import { TEMPORAL_GO_PACKAGE, programName, releaseAddresses } from './temporal-release.js';

/**
 * The two ways to get a Temporal binary that is not on this machine. Both put it into the cache by one rename, so that
 * a cached file is always whole, and both throw an Error that says why in one line.
 */
export type Say = (message: string) => void;

const DOWNLOAD_TIMEOUT_MS = 10 * 60_000;
const BUILD_TIMEOUT_MS = 60 * 60_000;

async function download(url: string): Promise<Buffer> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), DOWNLOAD_TIMEOUT_MS);
  try {
    const response = await fetch(url, { signal: late.signal });
    const body = Buffer.from(await response.arrayBuffer());
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return body;
  } catch (error) {
    const { cause, message } = error as { cause?: { code?: string; message?: string }; message: string };
    throw new Error(`${url}: ${cause?.code ?? cause?.message ?? message}`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

/** The published SHA-256 of a file; undefined when no list is published. */
async function publishedChecksum(url: string, file: string): Promise<string | undefined> {
  let list: string;
  try {
    list = (await download(url)).toString('utf8');
  } catch (error) {
    if ((error as Error).message.endsWith('HTTP 404')) return undefined;
    throw error;
  }
  const line = list.split('\n').find((text) => text.trim().split(/\s+/)[1]?.replace(/^\*/, '') === file);
  if (!line) throw new Error(`${url} has no line for ${file}`);
  return line.trim().split(/\s+/)[0]!.toLowerCase();
}

/** Download the vendor's archive, check it against the published checksum, and put the program at `target`. */
export async function downloadTemporal(target: string, env: NodeJS.ProcessEnv, say: Say): Promise<void> {
  const release = releaseAddresses(env);
  if (!release) throw new Error(`the vendor publishes no archive for ${process.platform} ${process.arch}`);
  say(`Downloading ${release.archiveUrl}`);
  const archive = await download(release.archiveUrl);
  const expected = await publishedChecksum(release.checksumsUrl, release.archive);
  const found = createHash('sha256').update(archive).digest('hex');
  if (expected === undefined)
    say(`No checksum is published at ${release.checksumsUrl}; the archive's SHA-256 is ${found}.`);
  else if (found !== expected)
    throw new Error(`${release.archive} has SHA-256 ${found}, but ${expected} is published: not used`);
  const program = findTarEntry(await promisify(gunzip)(archive), release.program);
  if (!program) throw new Error(`${release.archive} holds no file called ${release.program}`);
  await mkdir(dirname(target), { recursive: true });
  const folder = await mkdtemp(join(dirname(target), '.download-'));
  try {
    const file = join(folder, release.program);
    await writeFile(file, program, { flush: true });
    await chmod(file, 0o755);
    await rename(file, target);
    await syncFolder(dirname(target));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Build the program with the Go toolchain on PATH and put it at `target`. */
export async function buildTemporal(target: string, env: NodeJS.ProcessEnv, say: Say): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  const folder = await mkdtemp(join(dirname(target), '.build-'));
  try {
    say(`Building Temporal: go install ${TEMPORAL_GO_PACKAGE} (about four minutes on two cores)`);
    const result = await runProgram('go', ['install', TEMPORAL_GO_PACKAGE], {
      env: { ...env, GOBIN: folder },
      timeoutMs: BUILD_TIMEOUT_MS,
    });
    if (result.code !== 0) {
      const last = result.stderr.trim().split('\n').slice(-3).join(' / ');
      throw new Error(`go install ended with code ${result.code}: ${last || 'it printed nothing'}`);
    }
    await syncFile(join(folder, programName()));
    await rename(join(folder, programName()), target);
    await syncFolder(dirname(target));
  } catch (error) {
    if (
      (error as NodeJS.ErrnoException).code === 'ENOENT' &&
      (error as NodeJS.ErrnoException).syscall?.startsWith('spawn')
    )
      throw new Error('there is no `go` on PATH', { cause: error });
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
