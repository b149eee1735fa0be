import type { ReadProject } from '../../recipe/load-project.js';
import { bindModels } from './bind-models.js';
import { within, type Compiling, type Flow, type ReadData } from '../compiling.js';
import type { UsedRecipe } from '../expand/expansion.js';
import { readDataSets } from './read-data-sets.js';

/**
 * Data sets and models that used recipes declare themselves. Their data stands in the plan as `step/name`, once however
 * often the recipe is used there; their models are bound under their own names, as the recipe's are.
 */
export async function readUsedRecipes(
  compiling: Compiling,
  used: readonly UsedRecipe[],
  project: ReadProject | undefined,
): Promise<void> {
  // Rounds and combinations use the same files under the same names.
  const done = new Set<string>();
  for (const each of used) {
    const name = `${each.prefix}${each.path}`;
    if (done.has(name)) continue;
    done.add(name);
    const view: Compiling = { ...within(compiling, each), data: new Map() };
    await readDataSets(view);
    for (const [name, read] of view.data) compiling.data.set(`${each.prefix}${name}`, renamed(read, each.prefix));
    await bindModels(view, project);
  }
}

function renamed({ plan, flow }: ReadData, prefix: string): ReadData {
  const names = (set: Flow['origins']): Flow['origins'] => new Set([...set].map((name) => `${prefix}${name}`));
  return {
    plan: { ...plan, name: `${prefix}${plan.name}` },
    flow: { ...flow, heldOut: names(flow.heldOut), origins: names(flow.origins) },
  };
}
