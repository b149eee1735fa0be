import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { DataSetManifest, ModelManifest, StepRecord } from '../../../schemas/generated/artifact.js';
import type { Row } from '../../core/record-kinds.js';
import { blockColumn } from '../../core/side-block.js';
import { makeFolderDurably, writeFileDurably } from '../../files/durable-file.js';
import { readIfThere } from '../../files/read-if-there.js';
import { sealJson, unsealJson } from '../../files/sealed-json.js';
import { errorCode, sayingWhere } from '../../files/store-trouble.js';
import type { ArtifactStore, ChunkContent, ChunkJoin, ChunkRecord, ChunkSection, ReadBlock } from '../contract.js';
import { readChunkBlocks, readChunkLines, readChunkRecord, readChunkSection, writeChunkFile } from './chunk-file.js';
import { hasDataSet, openDataSet, placeSide, withBlocks, writeDataSet } from './data-sets.js';
import { artifactCorrupt, artifactMissing, createLayout, type Layout } from './layout.js';
import { hasModel, importModel, openModel } from './models.js';
import { ShardCache } from './shard-cache.js';
import type { SideWriter } from './side-writer.js';
import { newTemporaryPath, sweepTemporary } from './temp-folders.js';

/**
 * The artifact store of a project: `artifacts/` in its state folder (`.limbeck`). Several processes may use it at once:
 * everything is made under `tmp/`, flushed, and renamed into place. Throws `disk-full` and `folder-not-writable`
 * besides what the contract says.
 */
export function createFileArtifactStore(state: { readonly folder: string }): ArtifactStore {
  return new FileArtifactStore(createLayout(resolve(state.folder, 'artifacts')));
}

type OpenModel = Awaited<ReturnType<ArtifactStore['openModel']>>;

class FileArtifactStore implements ArtifactStore {
  private readonly shards = new ShardCache();
  /** Models verified by this process. */
  private readonly models = new Map<string, Promise<OpenModel>>();

  private swept: Promise<void> | undefined;

  constructor(private readonly layout: Layout) {}

  writeDataSet(kind: string, rows: AsyncIterable<Row> | Iterable<Row>, blocks?: ReadBlock): Promise<DataSetManifest> {
    return this.writing(() => writeDataSet(this.layout, kind, (side) => withBlocks(kind, rows, blocks, side)));
  }

  openDataSet(digest: string): ReturnType<ArtifactStore['openDataSet']> {
    return openDataSet(this.layout, this.shards, digest);
  }

  placeSide(digest: string, folder: string): Promise<void> {
    return placeSide(this.layout, digest, folder);
  }

  importModel(folder: string, facts: { readonly base?: string; readonly objective?: string }): Promise<ModelManifest> {
    return this.writing(() => importModel(this.layout, resolve(folder), facts));
  }

  async openModel(digest: string): Promise<OpenModel> {
    const opening = this.models.get(digest) ?? openModel(this.layout, digest);
    this.models.set(digest, opening);
    try {
      return await opening;
    } catch (error) {
      this.models.delete(digest);
      throw error;
    }
  }

  async getStep(key: string): Promise<StepRecord | undefined> {
    const record = await this.readStep(key);
    if (!record) return undefined;
    const digests = [...Object.values(record.outputs), record.rejected, record.failures, record.calls];
    for (const digest of digests) if (digest !== undefined && !(await this.has(digest))) return undefined;
    return record;
  }

  async putStep(record: StepRecord): Promise<void> {
    const path = this.layout.step(record.key);
    await this.writing(async () => {
      await makeFolderDurably(dirname(path));
      await writeFileDurably(path, sealJson(record));
      if (record.retried) await this.noteRetried(record.retried);
    });
  }

  async timesRetried(key: string): Promise<number> {
    const text = await readIfThere(this.layout.retried(key));
    if (text === undefined) return 0;
    // One that is damaged promises nothing: the step is reused as it was made first.
    return (unsealJson(text, { required: true }) as { readonly times: number } | undefined)?.times ?? 0;
  }

  getChunk(key: string, chunk: string): Promise<ChunkRecord | undefined> {
    return readChunkRecord(this.layout.chunk(key, chunk), this.layout.format);
  }

  async putChunk(key: string, chunk: string, content: ChunkContent): Promise<ChunkRecord> {
    const path = this.layout.chunk(key, chunk);
    return this.writing(async () => {
      await makeFolderDurably(dirname(path));
      return writeChunkFile(path, content);
    });
  }

  async *readChunk(key: string, chunk: string, which: ChunkSection): AsyncIterable<Row> {
    yield* await this.fromChunk(key, chunk, (path) => readChunkSection(path, which));
  }

  joinChunks({ kind, key, chunks, which }: ChunkJoin): Promise<DataSetManifest> {
    const read = (chunk: string): Promise<Buffer> => this.fromChunk(key, chunk, (path) => readChunkLines(path, which));
    const blocks = (chunk: string): Promise<ReadonlyMap<string, Uint8Array>> =>
      this.fromChunk(key, chunk, readChunkBlocks);
    async function* lines(side: SideWriter): AsyncGenerator<Buffer> {
      for await (const chunk of chunks) {
        if (which === 'rows' && blockColumn(kind) !== undefined)
          for (const [digest, block] of await blocks(chunk)) await side.add(digest, () => Promise.resolve(block));
        yield await read(chunk);
      }
    }
    return this.writing(() => writeDataSet(this.layout, kind, lines));
  }

  async workFolder(key: string): Promise<string> {
    const folder = join(this.layout.work(key), 'job');
    await this.writing(() => mkdir(folder, { recursive: true }));
    return folder;
  }

  async clearWork(key: string): Promise<void> {
    // Renamed first: half-removed work must not look like work in progress.
    const aside = newTemporaryPath(this.layout.temporary);
    await this.writing(async () => {
      await mkdir(this.layout.temporary, { recursive: true });
      await rename(this.layout.work(key), aside).catch((error: unknown) => {
        if (errorCode(error) !== 'ENOENT') throw error;
      });
      await rm(aside, { recursive: true, force: true });
    });
  }

  private async fromChunk<T>(key: string, chunk: string, read: (path: string) => Promise<T | undefined>): Promise<T> {
    const path = this.layout.chunk(key, chunk);
    const name = `Chunk ${chunk} of step ${key.slice(0, 12)}`;
    const found = await read(path).catch((error: unknown) => {
      throw artifactCorrupt(name, path, `cannot be read (${error instanceof Error ? error.message : String(error)})`);
    });
    if (found === undefined) throw artifactMissing(name, path);
    return found;
  }

  private async noteRetried({ of, times }: NonNullable<StepRecord['retried']>): Promise<void> {
    if ((await this.timesRetried(of)) >= times) return;
    const path = this.layout.retried(of);
    await makeFolderDurably(dirname(path));
    await writeFileDurably(path, `${sealJson({ times })}\n`);
  }

  /** A record that cannot be read is no proof: the step is done again. */
  private async readStep(key: string): Promise<StepRecord | undefined> {
    const text = await readIfThere(this.layout.step(key));
    if (text === undefined) return undefined;
    return unsealJson(text, { required: this.layout.format.sealed }) as StepRecord | undefined;
  }

  /** What dead processes left behind is removed before this one first writes. */
  private async writing<T>(work: () => Promise<T>): Promise<T> {
    return sayingWhere(this.layout.root, async () => {
      this.layout.format.record();
      this.swept ??= sweepTemporary(this.layout.temporary, Date.now());
      await this.swept;
      return work();
    });
  }

  private async has(digest: string): Promise<boolean> {
    return (await hasDataSet(this.layout, digest)) || (await hasModel(this.layout, digest));
  }
}
