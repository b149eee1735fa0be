import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonSchema } from '../../src/core/method.js';
import type { Objective } from './contract.js';

/** A group of shared parameters, or an objective's own. */
interface Params {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

type Published = Omit<Objective, 'params'> & { readonly include: readonly string[]; readonly params: Params };

/** Ids have hyphens, as in recipes; a folder is a Python module, so it has underscores in their place. */
export function folderName(objective: string): string {
  return objective.replaceAll('-', '_');
}

export function objectiveId(folder: string): string {
  return folder.replaceAll('_', '-');
}

/**
 * An objective with the shared parameters it includes: the groups in their order, then its own. A property that it has
 * itself wins over the one of a group; the trainer reads it the same way (objectives/__init__.py).
 */
export function readObjective(folder: string, id: string): Objective {
  const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(folder, ...path), 'utf8'));
  const { include, params: own, ...traits } = read(folderName(id), 'objective.json') as Published;
  const parts = [...include.map((group) => read('params', `${group}.json`) as Params), own];
  const params: JsonSchema = {
    type: 'object',
    additionalProperties: false,
    required: parts.flatMap(({ required = [] }) => required),
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)) as Params['properties'],
  };
  return { ...traits, params };
}
