import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A JSON object from a model's folder. `unusable` makes the error, from why it cannot be read. */
export async function readJsonObject(
  folder: string,
  name: string,
  unusable: (because: string, cause?: unknown) => Error,
): Promise<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(join(folder, name), 'utf8'));
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw unusable(missing ? `there is no ${name} in it` : `${name} cannot be read`, cause);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw unusable(`${name} is no JSON object`);
}
