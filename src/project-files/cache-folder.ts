import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where binaries and environments are kept between runs: $LIMBECK_CACHE, else $XDG_CACHE_HOME/limbeck, else ~/.cache/limbeck. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env['LIMBECK_CACHE']) return env['LIMBECK_CACHE'];
  if (env['XDG_CACHE_HOME']) return join(env['XDG_CACHE_HOME'], 'limbeck');
  return join(homedir(), '.cache', 'limbeck');
}
