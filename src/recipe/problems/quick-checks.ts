import { createHash } from 'node:crypto';

/**
 * Checks compiled ahead of time (schemas/generated/quick-checks.ts): they say only whether a value fits. Where one does
 * not, or no check was made for a schema, Ajv is loaded and says why. Start-up is what this is for: loading Ajv and
 * compiling the schemas of one recipe takes longer than all the rest.
 */
export type QuickCheck = (value: unknown) => boolean;

/** Schemas are known by content, so a check that is out of date is never taken. */
export function schemaDigest(schema: object): string {
  return createHash('sha256').update(JSON.stringify(schema)).digest('hex').slice(0, 24);
}

// `require`, not `import()`: Node reads a file twice over when the latter loads CommonJS, and this one is large.
const load = (): {
  readonly checks: Readonly<Record<string, QuickCheck>>;
  readonly meta: { readonly schema: QuickCheck };
} => require('../../../schemas/generated/quick-checks.js') as ReturnType<typeof load>;

export function quickCheck(schema: object): QuickCheck | undefined {
  const { checks } = load();
  const name = `c${schemaDigest(schema)}`;
  return Object.hasOwn(checks, name) ? checks[name] : undefined;
}

export function quickMetaCheck(): QuickCheck {
  return load().meta.schema;
}
