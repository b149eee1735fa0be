import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { ModelManifest } from '../../../schemas/generated/artifact.js';
import { digestOf } from '../../core/digest.js';
import { LimbeckError, isLimbeckError } from '../../core/errors.js';
import { makeFolderDurably, syncFile, syncFolder, writeFileDurably } from '../../files/durable-file.js';
import { readIfThere } from '../../files/read-if-there.js';
import { sealJson, unsealJson } from '../../files/sealed-json.js';
import { errorCode } from '../../files/store-trouble.js';
import { artifactCorrupt, artifactMissing, type Layout } from './layout.js';
import { newTemporaryPath } from './temp-folders.js';

type ModelFile = ModelManifest['files'][number];
const nameOf = (digest: string): string => `Model ${digest.slice(0, 12)}`;

/**
 * Hashes the folder's files, writes the manifest, then renames the folder into place: a model is there when both are.
 * The folder is gone afterwards, also when an equal model was there already.
 */
export async function importModel(
  layout: Layout,
  folder: string,
  facts: { readonly base?: string; readonly objective?: string },
): Promise<ModelManifest> {
  const files = await describeFiles(folder);
  const digest = digestOf(files);
  const manifest: ModelManifest = { type: 'model', digest, files, ...facts };
  const target = layout.model(digest);
  await makeFolderDurably(dirname(target));
  const standing = await findModelManifest(layout, digest);
  if (standing && (await sizesMatch(target, files))) {
    await rm(folder, { recursive: true, force: true });
    return standing;
  }
  await writeFileDurably(layout.modelManifest(digest), sealJson(manifest));
  await moveInto(layout, folder, target);
  return manifest;
}

async function moveInto(layout: Layout, folder: string, target: string): Promise<void> {
  await mkdir(layout.temporary, { recursive: true });
  const aside = newTemporaryPath(layout.temporary);
  // A damaged or half-made folder of that name gives way.
  await rename(target, aside).catch((error: unknown) => {
    if (errorCode(error) !== 'ENOENT') throw error;
  });
  await rm(aside, { recursive: true, force: true });
  try {
    await rename(folder, target);
  } catch (error) {
    if (errorCode(error) !== 'EXDEV') throw error;
    await cp(folder, aside, { recursive: true });
    await describeFiles(aside);
    await rename(aside, target);
    await rm(folder, { recursive: true, force: true });
  }
  await syncFolder(dirname(target));
}

/** The folder of a model whose files have the sizes and digests of its manifest. */
export async function openModel(
  layout: Layout,
  digest: string,
): Promise<{ readonly manifest: ModelManifest; readonly folder: string }> {
  const folder = layout.model(digest);
  const manifest = await readModelManifest(layout, digest);
  if (!manifest) throw artifactMissing(nameOf(digest), folder);
  for (const file of manifest.files) {
    const path = join(folder, file.path);
    const facts = await stat(path).catch(() => undefined);
    if (!facts) throw artifactCorrupt(nameOf(digest), folder, `lacks ${file.path}`);
    if (facts.size !== file.bytes)
      throw artifactCorrupt(
        nameOf(digest),
        folder,
        `has ${file.path} with ${facts.size} bytes instead of ${file.bytes}`,
      );
    if ((await hashFile(path)) !== file.digest)
      throw artifactCorrupt(nameOf(digest), folder, `has ${file.path} with other content than its digest`);
  }
  return { manifest, folder };
}

export async function hasModel(layout: Layout, digest: string): Promise<boolean> {
  const manifest = await findModelManifest(layout, digest);
  return manifest !== undefined && (await sizesMatch(layout.model(digest), manifest.files));
}

async function readModelManifest(layout: Layout, digest: string): Promise<ModelManifest | undefined> {
  const path = layout.modelManifest(digest);
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  const manifest = unsealJson(text, { required: layout.format.sealed }) as ModelManifest | undefined;
  if (!manifest) throw artifactCorrupt(nameOf(digest), path, 'is not what was written');
  return manifest;
}

/** A damaged manifest is none: the model is made again, and this one gives way. */
async function findModelManifest(layout: Layout, digest: string): Promise<ModelManifest | undefined> {
  return readModelManifest(layout, digest).catch((error: unknown) => {
    if (isLimbeckError(error)) return undefined;
    throw error;
  });
}

async function sizesMatch(folder: string, files: readonly ModelFile[]): Promise<boolean> {
  for (const { path, bytes } of files) {
    const facts = await stat(join(folder, path)).catch(() => undefined);
    if (facts?.size !== bytes) return false;
  }
  return true;
}

/** Every file below the folder, by path, with size and digest; files and folders are flushed to disk on the way. */
async function describeFiles(folder: string): Promise<ModelFile[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch((error: unknown) => {
    throw errorCode(error) === 'ENOENT' ? artifactMissing('A model to take in', folder) : error;
  });
  const files: ModelFile[] = [];
  for (const entry of entries) {
    const full = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) {
      await syncFolder(full);
      continue;
    }
    const path = full.slice(folder.length).split(sep).filter(Boolean).join('/');
    if (!entry.isFile())
      throw new LimbeckError({
        code: 'model-not-files',
        message: `${full} is not a plain file.`,
        hint: 'A model is a folder of plain files.',
      });
    await syncFile(full);
    files.push({ path, bytes: (await stat(full)).size, digest: await hashFile(full) });
  }
  await syncFolder(folder);
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
