import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { LimbeckError } from '../core/errors.js';
import { findProjectFolder, stateFolder } from '../project-files/project-state.js';
import type { RunStore } from '../runs/contract.js';
import { openStores, type Stores } from '../stores/open-stores.js';
import { unknownName } from './unknown-name.js';

/** A project's folder and its stores. */
export interface OpenProject extends Pick<Stores, 'runs' | 'artifacts' | 'ledger'> {
  readonly folder: string;
  /** Its `.limbeck`. */
  readonly state: string;
}

/** The project of a folder, or of one above it. Throws `no-project`. */
export function openProject(from: string | undefined): OpenProject {
  const start = resolve(from ?? '.');
  if (!existsSync(start)) {
    throw new LimbeckError({
      code: 'no-such-file',
      message: `There is no ${from}.`,
      hint: 'Give the folder of a project.',
    });
  }
  const folder = findProjectFolder(start);
  if (folder === undefined) {
    throw new LimbeckError({
      code: 'no-project',
      message: `No limbeck.yaml in ${start} or above it.`,
      hint: 'Go to a project, give it with --project DIR, or make one with `limbeck init DIR`.',
    });
  }
  return projectAt(folder);
}

export function projectAt(folder: string): OpenProject {
  const state = stateFolder(folder);
  return { folder, state, ...openStores(state) };
}

/** The run that was named, or the newest one. Throws `unknown-run`. */
export async function chooseRun(runs: RunStore, name: string | undefined): Promise<string> {
  const known = (await runs.list()).map(({ run }) => run);
  if (name === undefined) {
    const [newest] = known;
    if (newest !== undefined) return newest;
    throw new LimbeckError({
      code: 'unknown-run',
      message: 'This project has no run yet.',
      hint: 'Start one with `limbeck run RECIPE`.',
    });
  }
  if (!known.includes(name)) throw unknownName('run', name, known);
  return name;
}
