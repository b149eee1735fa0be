import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { randomUUID } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { LimbeckError } from '../../core/errors.js';
import { packageRoot } from '../../project-files/package-root.js';

/** Where a project keeps the editor's schema: its recipe names it, so that an editor completes wherever the project lies. */
const EDITOR_SCHEMA = 'schemas/limbeck.schema.json';

/**
 * Make a project folder: `fill` writes it beside the target, then it is renamed, so that it appears whole or not at all.
 * Refuses a folder that holds anything.
 */
export function placeProject(target: string, shown: string, fill: (folder: string) => void): void {
  refuseUsedFolder(target, shown);
  const beside = join(dirname(target), `.limbeck-init-${randomUUID().slice(0, 8)}`);
  try {
    mkdirSync(beside, { recursive: true });
    fill(beside);
    placeEditorSchema(beside);
    // An empty folder may be there; rename needs it gone on some systems.
    if (existsSync(target) && target !== process.cwd()) rmdirSync(target);
    if (existsSync(target)) for (const name of readdirSync(beside)) renameSync(join(beside, name), join(target, name));
    else renameSync(beside, target);
  } catch (error) {
    throw new LimbeckError({
      code: 'folder-not-writable',
      message: `${target} cannot be made: ${(error as Error).message}`,
      hint: 'Give a folder you may write to.',
      cause: error,
    });
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

function refuseUsedFolder(target: string, shown: string): void {
  if (!existsSync(target)) return;
  const content = statSync(target).isDirectory() ? readdirSync(target) : [basename(target)];
  if (content.length === 0) return;
  throw new LimbeckError({
    code: 'folder-not-empty',
    message: `${shown} is not an empty folder: it holds ${content.slice(0, 3).join(', ')}${content.length > 3 ? ', ...' : ''}.`,
    hint: 'Give a folder that does not exist yet. Nothing was written.',
  });
}

function placeEditorSchema(folder: string): void {
  mkdirSync(join(folder, dirname(EDITOR_SCHEMA)), { recursive: true });
  copyFileSync(join(packageRoot(), 'schemas', 'generated', 'recipe.schema.json'), join(folder, EDITOR_SCHEMA));
  const recipe = join(folder, 'recipe.yaml');
  const text = readFileSync(recipe, 'utf8').replace(/(\$schema=)\S+/, `$1${EDITOR_SCHEMA}`);
  writeFileSync(recipe, text);
  const project = join(folder, 'limbeck.yaml');
  // No copy for the project file: outside of the repository its line would lead nowhere.
  writeFileSync(project, readFileSync(project, 'utf8').replace(/^# yaml-language-server:.*\n(#\n)?/, ''));
}
