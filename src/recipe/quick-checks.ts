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

export async function quickCheck(schema: object): Promise<QuickCheck | undefined> {
  const { checks } = await import('../../schemas/generated/quick-checks.js');
  const name = `c${schemaDigest(schema)}`;
  return Object.hasOwn(checks, name) ? (checks as Readonly<Record<string, QuickCheck>>)[name] : undefined;
}

export async function quickMetaCheck(): Promise<QuickCheck> {
  const { meta } = await import('../../schemas/generated/quick-checks.js');
  return (meta as { schema: QuickCheck }).schema;
}
