import { existsSync, readFileSync } from 'node:fs';
import { watch } from 'node:fs/promises';
import { join } from 'node:path';

/** What a worker of `limbeck up` says in its log that it serves, once it does. */
export async function servedQueues(projectFolder: string, log: string): Promise<string> {
  const logs = join(projectFolder, '.limbeck', 'logs');
  const look = (): string | undefined => {
    const file = join(logs, log);
    return existsSync(file) ? /Serving (.*)\.$/m.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
  };
  const stop = new AbortController();
  const changes = watch(logs, { signal: stop.signal });
  const first = look();
  try {
    if (first !== undefined) return first;
    for await (const _ of changes) {
      const queues = look();
      if (queues !== undefined) return queues;
    }
  } finally {
    stop.abort();
  }
  throw new Error(`${log} is not watched any more.`);
}
