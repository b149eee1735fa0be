import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder with Limbeck's package.json, from source and from the build (dist/src) alike. */
export function packageRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`No package.json above ${__dirname}.`);
    folder = parent;
  }
  return folder;
}
