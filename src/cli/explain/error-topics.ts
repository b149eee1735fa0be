import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../project-files/package-root.js';
import type { Topic } from './topic.js';

/** Every error code, as docs/errors.md explains it: rows of `| code | what it means | what to do |`. */
export function errorTopics(): readonly Topic[] {
  const lines = readFileSync(join(packageRoot(), 'docs', 'errors.md'), 'utf8').split('\n');
  return lines.flatMap((line): Topic[] => {
    const match = /^\| `([a-z0-9-]+)` \| (.+?) \| (.+?) \|$/.exec(line.trim());
    if (!match) return [];
    const [, name = '', meaning = '', cure = ''] = match;
    return [{ name, kind: 'error', summary: meaning, details: () => [{ heading: 'What to do', rows: [[cure]] }] }];
  });
}
