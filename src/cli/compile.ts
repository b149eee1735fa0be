import type { CompiledRecipe } from '../plan/contract.js';
import { LimbeckError } from '../core/errors.js';

export interface CompileOptions {
  readonly profile?: string | undefined;
  readonly set?: readonly string[] | undefined;
}

/** Compile a recipe with everything this version has. Loaded late: methods and templates take their time. */
export async function compile(recipeFile: string, options: CompileOptions): Promise<CompiledRecipe> {
  const [{ compileRecipe }, { loadCatalog }] = await Promise.all([
    import('../plan/compile-recipe.js'),
    import('./catalog.js'),
  ]);
  return compileRecipe({
    recipeFile,
    profile: options.profile,
    set: parseSettings(options.set ?? []),
    catalog: await loadCatalog(),
    fetchHubFile: async (file, settings) => (await import('../data/fetch-hub-file.js')).fetchHubFile(file, settings),
  });
}

/** `--set name=value`, several times. */
export function parseSettings(settings: readonly string[]): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const setting of settings) {
    const at = setting.indexOf('=');
    if (at <= 0) {
      throw new LimbeckError({
        code: 'usage',
        message: `--set takes name=value, not "${setting}".`,
        hint: 'For example: --set clauses=500',
      });
    }
    values[setting.slice(0, at)] = setting.slice(at + 1);
  }
  return values;
}

/** For commander: gather an option that may be given several times. */
export function gather(value: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), value];
}
