import { relative } from 'node:path';
import { findProjectFolder } from '../../engine/project-state.js';

/** The command that resumes a run, as it must be typed in the present folder. */
export function resumeCommand(run: string, projectFolder: string, cwd: string = process.cwd()): string {
  return `limbeck resume ${run}${projectOption(projectFolder, cwd)}`;
}

/** ` --project DIR` where the project is not the one of the present folder. */
export function projectOption(projectFolder: string, cwd: string = process.cwd()): string {
  if (findProjectFolder(cwd) === projectFolder) return '';
  const folder = relative(cwd, projectFolder);
  return ` --project ${/^[\w@%+=:,./-]+$/.test(folder) ? folder : `'${folder.replaceAll("'", String.raw`'\''`)}'`}`;
}
