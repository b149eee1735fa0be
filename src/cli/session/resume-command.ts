import { relative } from 'node:path';
import { shellWord } from '../../core/shell-word.js';
import { findProjectFolder } from '../../project-files/project-state.js';

/** The command that resumes a run, as it must be typed in the present folder. */
export function resumeCommand(run: string, projectFolder: string, cwd: string = process.cwd()): string {
  return `limbeck resume ${run}${projectOption(projectFolder, cwd)}`;
}

/** ` --project DIR` where the project is not the one of the present folder. */
export function projectOption(projectFolder: string, cwd: string = process.cwd()): string {
  if (findProjectFolder(cwd) === projectFolder) return '';
  return ` --project ${shellWord(relative(cwd, projectFolder))}`;
}
