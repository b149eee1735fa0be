import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { LimbeckError } from '../../core/errors.js';
import { cacheFolder } from '../../project-files/cache-folder.js';
import { buildTemporal, downloadTemporal, type Say } from './obtain-temporal.js';
import { runProgram } from '../../processes/run-program.js';
import { TEMPORAL_CLI_VERSION, TEMPORAL_GO_PACKAGE, programName, releaseAddresses } from './temporal-release.js';

export interface TemporalBinary {
  readonly path: string;
  readonly source: 'LIMBECK_TEMPORAL_CLI' | 'PATH' | 'cache' | 'download' | 'go install';
  /** Version of the server inside, e.g. 1.29.1. */
  readonly serverVersion: string;
}

/** One place that was looked at without success. */
export interface FailedAttempt {
  readonly place: string;
  readonly because: string;
}

export type TemporalSearch =
  | { readonly found: TemporalBinary; readonly failed: readonly FailedAttempt[] }
  | { readonly found: undefined; readonly failed: readonly FailedAttempt[] };

export interface FindTemporalOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Told what takes long. */
  readonly say?: Say;
}

/** How to help when no way worked; also what `limbeck doctor` prints. */
export function howToGetTemporal(env: NodeJS.ProcessEnv = process.env): string {
  const release = releaseAddresses(env);
  return (
    `Put Temporal's command line on PATH or its path into LIMBECK_TEMPORAL_CLI` +
    (release ? `; download ${release.archiveUrl}` : '') +
    `; or install Go and run "go install ${TEMPORAL_GO_PACKAGE}".`
  );
}

async function serverVersionOf(path: string, env: NodeJS.ProcessEnv): Promise<string> {
  const result = await runProgram(path, ['--version'], { env, timeoutMs: 60_000 });
  const version = /Server (\d+\.\d+\.\d+)/.exec(result.stdout)?.[1];
  if (!version) {
    const said = (result.stdout + result.stderr).trim().split('\n')[0] ?? '';
    throw new Error(`it does not say which Temporal server it holds (exit code ${result.code}: ${said})`);
  }
  return version;
}

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

async function onPath(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, programName());
    if (folder !== '' && (await isExecutable(path))) return path;
  }
  return undefined;
}

export function cachedTemporalPath(env: NodeJS.ProcessEnv = process.env): string {
  return join(cacheFolder(env), 'temporal', TEMPORAL_CLI_VERSION, programName());
}

/**
 * Look for a Temporal binary on this machine: LIMBECK_TEMPORAL_CLI, PATH, cache. Nothing is fetched. Throws `temporal-cli-unusable` when
 * LIMBECK_TEMPORAL_CLI is set but does not work: what a person set is never passed over in silence.
 */
export async function searchTemporal(env: NodeJS.ProcessEnv = process.env): Promise<TemporalSearch> {
  const failed: FailedAttempt[] = [];
  const named = env['LIMBECK_TEMPORAL_CLI'];
  if (named) {
    try {
      return {
        found: { path: named, source: 'LIMBECK_TEMPORAL_CLI', serverVersion: await serverVersionOf(named, env) },
        failed,
      };
    } catch (error) {
      throw new LimbeckError({
        code: 'temporal-cli-unusable',
        message: `LIMBECK_TEMPORAL_CLI is "${named}", which cannot be used: ${(error as Error).message}`,
        hint: 'Point it at the `temporal` program, or unset it to let Limbeck look elsewhere.',
        cause: error,
      });
    }
  }
  failed.push({ place: 'LIMBECK_TEMPORAL_CLI', because: 'not set' });
  const candidates = [
    { source: 'PATH', place: '`temporal` on PATH', path: await onPath(env) },
    { source: 'cache', place: cachedTemporalPath(env), path: cachedTemporalPath(env) },
  ] as const;
  for (const { source, place, path } of candidates) {
    if (path === undefined || !(await isExecutable(path))) {
      failed.push({ place, because: 'not there' });
      continue;
    }
    try {
      return { found: { path, source, serverVersion: await serverVersionOf(path, env) }, failed };
    } catch (error) {
      failed.push({ place: path, because: (error as Error).message });
    }
  }
  return { found: undefined, failed };
}

/**
 * Find a Temporal binary, or get one: LIMBECK_TEMPORAL_CLI, PATH, cache, the vendor's download, `go install`. Throws `temporal-missing` that
 * names every way tried and why it failed.
 */
export async function findTemporal(options: FindTemporalOptions = {}): Promise<TemporalBinary> {
  const env = options.env ?? process.env;
  const say = options.say ?? (() => undefined);
  const search = await searchTemporal(env);
  if (search.found) return search.found;
  const failed = [...search.failed];
  const path = cachedTemporalPath(env);
  const ways = [
    { source: 'download', obtain: downloadTemporal },
    { source: 'go install', obtain: buildTemporal },
  ] as const;
  for (const { source, obtain } of ways) {
    try {
      await obtain(path, env, say);
      return { path, source, serverVersion: await serverVersionOf(path, env) };
    } catch (error) {
      failed.push({ place: source, because: (error as Error).message });
      say(`${source === 'download' ? 'The download' : 'Building'} did not work: ${(error as Error).message}`);
    }
  }
  throw new LimbeckError({
    code: 'temporal-missing',
    message: `No Temporal binary was found. Tried: ${failed.map(({ place, because }) => `${place} (${because})`).join('; ')}.`,
    hint: howToGetTemporal(env),
  });
}
