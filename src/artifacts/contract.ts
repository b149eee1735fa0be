import type { RowSource } from '../core/method.js';
import type { Row } from '../core/record-kinds.js';
import type { DataSetManifest, ModelManifest, StepRecord } from '../../schemas/generated/artifact.js';

/**
 * The artifact store: content-addressed data sets and models, completeness records of steps, and the work in progress
 * of steps that are not yet complete. Everything appears whole or not at all. Adapters pass `artifactContract`.
 */
export interface ArtifactStore {
  /** Stream rows into a data set: canonical JSON lines, cut into shards of a fixed number of rows, gzip. */
  writeDataSet(
    kind: string,
    rows: AsyncIterable<Row> | Iterable<Row>,
    /** Where the blocks are that rows of the kind name; each is asked for once. Throws `values-missing`. */
    blocks?: ReadBlock,
  ): Promise<DataSetManifest>;
  /** Throws `artifact-missing`, or `artifact-corrupt` when a shard does not match its digest. */
  openDataSet(digest: string): Promise<OpenDataSet>;
  /**
   * Put the side files of a data set (`side.bin`, `side.idx`) into a local folder, for programs that read them
   * themselves. Does nothing where there are none.
   */
  placeSide(digest: string, folder: string): Promise<void>;
  /** Take a finished folder into the store (by rename where possible). */
  importModel(folder: string, facts: { readonly base?: string; readonly objective?: string }): Promise<ModelManifest>;
  /** A local folder with the model's files, verified against the manifest. Read-only to callers. */
  openModel(digest: string): Promise<{ readonly manifest: ModelManifest; readonly folder: string }>;

  getStep(key: string): Promise<StepRecord | undefined>;
  /** A record that is `retried` also becomes what `timesRetried` tells of its step. */
  putStep(record: StepRecord): Promise<void>;
  /** How often failed rows were tried again in the newest such record of a step key; 0 when they never were. */
  timesRetried(key: string): Promise<number>;

  /** Work in progress of a step key, removed by `clearWork` once the step record is there. */
  getChunk(key: string, chunk: string): Promise<ChunkRecord | undefined>;
  putChunk(key: string, chunk: string, content: ChunkContent): Promise<ChunkRecord>;
  /** Rows of a chunk: kept, rejected or failed; or its calls. */
  readChunk(key: string, chunk: string, which: ChunkSection): AsyncIterable<Row>;
  /**
   * What `readChunk` of one chunk after another gives, as a data set; the rows themselves are not looked at. Of `rows`,
   * with the blocks they name.
   */
  joinChunks(joining: ChunkJoin): Promise<DataSetManifest>;
  /** A folder for a job of this step (checkpoints, sample output); the same after a crash. */
  workFolder(key: string): Promise<string>;
  clearWork(key: string): Promise<void>;
}

/** A block of bytes by its digest; undefined where there is none such. */
export type ReadBlock = (digest: string) => Promise<Uint8Array | undefined>;

export interface OpenDataSet extends DataSetManifest {
  readonly source: RowSource;
  /** Of the data set's side file; knows no block where it has none. Throws `artifact-corrupt`. */
  readonly block: ReadBlock;
}

export type ChunkSection = 'rows' | 'rejected' | 'failures' | 'calls';

export interface ChunkJoin {
  readonly kind: string;
  readonly key: string;
  readonly chunks: AsyncIterable<string> | Iterable<string>;
  readonly which: ChunkSection;
}

export interface ChunkContent {
  readonly rows: readonly Row[];
  /** Blocks that `rows` name, by digest. */
  readonly blocks?: ReadonlyMap<string, Uint8Array>;
  /** Drafts and rows put aside; carry `rejected_because`. */
  readonly rejected: readonly Row[];
  /** Input rows of which nothing was left; absent: as many as were put aside. */
  readonly rejected_rows?: number;
  /** Carry `failed_because` (error code), `error` and, where there is one, `error_hint`. */
  readonly failures: readonly Row[];
  /** One per answer used: response key as id, what was said to which model, and the `rows` it is about. */
  readonly calls: readonly Row[];
  /** Input rows of the chunk. */
  readonly in: number;
  /** Answers used, bought or found in the ledger; kept with the record. */
  readonly answers?: number;
}

export interface ChunkRecord {
  readonly in: number;
  readonly out: number;
  /** Input rows of which nothing was left. */
  readonly rejected: number;
  /** Drafts put aside, where they are not as many. */
  readonly rejected_drafts?: number;
  readonly failed: number;
  readonly answers?: number;
}
