import { randomUUID } from 'node:crypto';
import { constants, copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DataSetManifest } from '../../../schemas/generated/artifact.js';
import type { Row } from '../../core/record-kinds.js';
import { blockOf } from '../../core/side-block.js';
import { makeFolderDurably, syncFolder, writeFileDurably } from '../../files/durable-file.js';
import { readIfThere } from '../../files/read-if-there.js';
import { sealJson, unsealJson } from '../../files/sealed-json.js';
import { errorCode } from '../../files/store-trouble.js';
import type { OpenDataSet, ReadBlock } from '../contract.js';
import { writeShards, type RowOrLines } from './data-set-writer.js';
import { artifactCorrupt, artifactMissing, type Layout } from './layout.js';
import type { ShardCache } from './shard-cache.js';
import { readSideBlock, readSideIndex, SIDE_BYTES, SIDE_INDEX, sideFault, type IndexEntry } from './side-index.js';
import { SideWriter } from './side-writer.js';
import { makeTemporary, newTemporaryPath } from './temp-folders.js';

const NEWLINE = 10;
const nameOf = (digest: string): string => `Data set ${digest.slice(0, 12)}`;

/**
 * Writes the shards aside and renames the folder into place. When an equal data set is there already (another writer,
 * an earlier run) that one stands; its manifest may name the kind it was first written as.
 */
export async function writeDataSet(
  layout: Layout,
  kind: string,
  rowsOf: (side: SideWriter) => AsyncIterable<RowOrLines> | Iterable<RowOrLines>,
): Promise<DataSetManifest> {
  const folder = await makeTemporary(layout.temporary);
  const writer = new SideWriter(folder);
  try {
    const shards = await writeShards(folder, rowsOf(writer));
    const side = await writer.finish();
    const manifest: DataSetManifest = { type: 'data-set', kind, ...shards, ...(side ? { side } : {}) };
    await writeFileDurably(join(folder, 'manifest.json'), sealJson(manifest));
    await publish(layout, folder, manifest.digest);
    return manifest;
  } finally {
    await writer.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The rows, each with the block it names put beside them first. */
export async function* withBlocks(
  kind: string,
  rows: AsyncIterable<Row> | Iterable<Row>,
  block: ReadBlock | undefined,
  side: SideWriter,
): AsyncGenerator<Row> {
  for await (const row of rows) {
    const named = blockOf(kind, row);
    if (named) await side.add(named.digest, async () => block?.(named.digest));
    yield row;
  }
}

async function publish(layout: Layout, folder: string, digest: string): Promise<void> {
  const target = layout.dataSet(digest);
  await makeFolderDurably(dirname(target));
  for (;;) {
    try {
      await rename(folder, target);
      break;
    } catch (error) {
      if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error;
    }
    if (await hasDataSet(layout, digest)) return;
    // What is there is damaged: the new one takes its place.
    const aside = newTemporaryPath(layout.temporary);
    await rename(target, aside).catch((error: unknown) => {
      if (errorCode(error) !== 'ENOENT') throw error;
    });
    await rm(aside, { recursive: true, force: true });
  }
  await syncFolder(dirname(target));
}

/** Its manifest is as it was written, and its shards have the sizes it says. */
export async function hasDataSet(layout: Layout, digest: string): Promise<boolean> {
  try {
    await readManifest(layout, digest);
    return true;
  } catch {
    return false;
  }
}

/** The manifest, its shards there with the sizes it says. Contents are verified when they are read. */
export async function readManifest(layout: Layout, digest: string): Promise<DataSetManifest> {
  const path = layout.manifest(digest);
  const text = await readIfThere(path);
  if (text === undefined) throw artifactMissing(nameOf(digest), dirname(path));
  const manifest = unsealJson(text, { required: layout.format.sealed }) as DataSetManifest | undefined;
  if (!manifest) throw artifactCorrupt(nameOf(digest), path, 'is not what was written');
  if (manifest.digest !== digest) throw artifactCorrupt(nameOf(digest), path, 'names another digest');
  for (const shard of manifest.shards) {
    const file = join(dirname(path), shard.file);
    const size = await stat(file).then(
      (facts) => facts.size,
      () => undefined,
    );
    if (size === undefined) throw artifactCorrupt(nameOf(digest), file, 'is gone');
    if (size !== shard.bytes)
      throw artifactCorrupt(nameOf(digest), file, `has ${size} bytes instead of ${shard.bytes}`);
  }
  const fault = manifest.side && (await sideFault(dirname(path), manifest.side));
  if (fault !== undefined) throw artifactCorrupt(nameOf(digest), dirname(path), `is not whole: ${fault}`);
  return manifest;
}

export async function openDataSet(layout: Layout, cache: ShardCache, digest: string): Promise<OpenDataSet> {
  const manifest = await readManifest(layout, digest);
  const read = (from = 0, to = manifest.rows): AsyncIterable<Row> => readRows(layout, cache, manifest, { from, to });
  return { ...manifest, source: { rows: manifest.rows, read }, block: createBlockReader(layout, manifest) };
}

function createBlockReader(layout: Layout, { digest, side }: DataSetManifest): ReadBlock {
  if (!side) return () => Promise.resolve(undefined);
  const folder = layout.dataSet(digest);
  let index: Promise<ReadonlyMap<string, IndexEntry>> | undefined;
  return async (wanted) => {
    try {
      const entry = (await (index ??= readSideIndex(folder, side))).get(wanted);
      return entry && (await readSideBlock(folder, entry));
    } catch (error) {
      throw artifactCorrupt(nameOf(digest), folder, `cannot be read: ${error instanceof Error ? error.message : ''}`);
    }
  };
}

async function copyWhole(from: string, to: string): Promise<void> {
  const part = `${to}.${randomUUID().slice(0, 8)}.part`;
  try {
    await copyFile(from, part, constants.COPYFILE_FICLONE);
    await rename(part, to);
  } finally {
    await rm(part, { force: true });
  }
}

/** Shared with the copy where the file system can, as they may be large: whoever changes the copy changes it alone. */
export async function placeSide(layout: Layout, digest: string, folder: string): Promise<void> {
  const manifest = await readManifest(layout, digest);
  if (!manifest.side) return;
  await mkdir(folder, { recursive: true });
  for (const name of [SIDE_BYTES, SIDE_INDEX]) await copyWhole(join(layout.dataSet(digest), name), join(folder, name));
}

async function* readRows(
  layout: Layout,
  cache: ShardCache,
  { digest, shards }: DataSetManifest,
  { from, to }: { readonly from: number; readonly to: number },
): AsyncIterable<Row> {
  let start = 0;
  for (const { file, rows, digest: shardDigest } of shards) {
    const end = start + rows;
    if (end > from && start < to) {
      const path = join(layout.dataSet(digest), file);
      const bytes = await cache.read({ path, digest: shardDigest, owner: nameOf(digest) });
      yield* linesOf(bytes, Math.max(0, from - start), Math.min(rows, to - start));
    }
    if (end >= to) return;
    start = end;
  }
}

/** Lines [from, to) of JSON lines; canonical JSON has no raw newline inside a line. */
function* linesOf(bytes: Buffer, from: number, to: number): Iterable<Row> {
  let position = 0;
  for (let line = 0; line < to; line++) {
    const end = bytes.indexOf(NEWLINE, position);
    if (line >= from) yield JSON.parse(bytes.toString('utf8', position, end)) as Row;
    position = end + 1;
  }
}
