import { on } from 'node:events';
import { existsSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';

/** What a worker of `limbeck up` says in its log that it serves, once it does. */
export async function servedQueues(projectFolder: string, log: string): Promise<string> {
  const logs = join(projectFolder, '.limbeck', 'logs');
  const look = (): string | undefined => {
    const file = join(logs, log);
    return existsSync(file) ? /Serving (.*)\.$/m.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
  };
  // Watched from before the first look: nothing said between the two is missed.
  const watcher = watch(logs);
  const changes = on(watcher, 'change');
  try {
    for (let queues = look(); ; queues = look()) {
      if (queues !== undefined) return queues;
      await changes.next();
    }
  } finally {
    watcher.close();
  }
}
