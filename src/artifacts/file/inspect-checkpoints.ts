import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Checkpoints as the trainer seals them: a folder with a manifest that has size and digest of each file. */
const MANIFEST = 'checkpoint.json';
const NAME = /^step-(\d{8,})-token-\d+$/;
const FORMAT = 1;

interface Manifest {
  readonly format: number;
  readonly step: number;
  readonly files: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;
}

export function isCheckpoint(folderName: string): boolean {
  return NAME.test(folderName);
}

/** Throws the first thing that is wrong with it. */
export async function findCheckpointDamage(folder: string): Promise<void> {
  for (const [name, { bytes, sha256 }] of Object.entries((await readManifest(folder)).files)) {
    const path = join(folder, name);
    const facts = await stat(path).catch(() => undefined);
    if (!facts?.isFile()) throw new Error(`${name} is missing`);
    if (facts.size !== bytes) throw new Error(`${name} has ${facts.size} bytes instead of ${bytes}`);
    const hash = createHash('sha256');
    for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer);
    if (hash.digest('hex') !== sha256) throw new Error(`${name} does not match its digest`);
  }
}

async function readManifest(folder: string): Promise<Manifest> {
  try {
    const manifest = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')) as Partial<Manifest>;
    const isOwn = manifest.format === FORMAT && manifest.step === Number(NAME.exec(basename(folder))?.[1]);
    if (isOwn && typeof manifest.files === 'object') return manifest as Manifest;
  } catch {
    // Said below.
  }
  throw new Error(`${MANIFEST} is not what was written`);
}
