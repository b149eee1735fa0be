import type { CompiledRecipe } from '../plan/contract.js';
import { LimbeckError } from '../core/errors.js';

export interface CompileOptions {
  readonly profile?: string | undefined;
  readonly set?: readonly string[] | undefined;
  /** Who accepts terms that forbid training. */
  readonly acceptTerms?: string | undefined;
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
    acceptedBy: acceptedBy(options.acceptTerms),
    catalog: await loadCatalog(),
    fetchHubFile: async (file, settings) => (await import('../data/fetch-hub-file.js')).fetchHubFile(file, settings),
  });
}

function acceptedBy(name: string | undefined): string | undefined {
  if (name === undefined || /^[\p{L}\p{N}][\p{L}\p{M}\p{N} .@_'-]{0,79}$/u.test(name)) return name;
  throw new LimbeckError({
    code: 'usage',
    message: '--accept-terms takes the name of who accepts them: letters, digits, spaces and . @ _ - only.',
    hint: 'For example: --accept-terms "A. Counsel"',
  });
}

export const acceptTermsOption = [
  '--accept-terms <name>',
  'train although terms or a licence forbid it; NAME stands in the plan and report as who accepted that',
] as const;

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
