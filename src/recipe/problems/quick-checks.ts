import { createHash } from 'node:crypto';

/**
 * Checks compiled by the build (src/plan/write/quick-check-code.ts): they say only whether a value fits. Where one does
 * not, or no check was made for a schema, Ajv is loaded and says why. Start-up is what this is for: loading Ajv and
 * compiling the schemas of one recipe takes longer than all the rest.
 */
export type QuickCheck = (value: unknown) => boolean;

/** Schemas are known by content, so a check that is out of date is never taken. */
export function quickCheckName(schema: object): string {
  return `c${createHash('sha256').update(JSON.stringify(schema)).digest('hex').slice(0, 24)}`;
}

interface QuickChecks {
  readonly checks: Readonly<Record<string, QuickCheck>>;
  readonly meta: { readonly schema: QuickCheck };
}

let loaded: QuickChecks | 'none' | undefined;

/** Sources that run without a build, as in unit tests, have none. */
function load(): QuickChecks | undefined {
  try {
    // `require`, not `import()`: Node reads a file twice over when the latter loads CommonJS, and this one is large.
    // Without `.js`, which jest would take for a source.
    loaded ??= require('../../../schemas/generated/quick-checks') as QuickChecks;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    loaded = 'none';
  }
  return loaded === 'none' ? undefined : loaded;
}

export function quickCheck(schema: object): QuickCheck | undefined {
  const checks = load()?.checks;
  const name = quickCheckName(schema);
  return checks && Object.hasOwn(checks, name) ? checks[name] : undefined;
}

export function quickMetaCheck(): QuickCheck | undefined {
  return load()?.meta.schema;
}
