import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Proof } from './proof.js';

const ENDING = '.proof.ts';

/** Every proof has a file of this folder, named for it. */
export function proofNames(): readonly string[] {
  return readdirSync(__dirname)
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .toSorted();
}

export async function loadProof(name: string): Promise<Proof> {
  const { proof } = (await import(join(__dirname, `${name}${ENDING}`))) as { readonly proof: Proof };
  return proof;
}
