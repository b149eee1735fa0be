import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StepRecord } from '../../schemas/generated/artifact.js';
import { canonicalJson } from '../core/canonical-json.js';
import { sha256Hex } from '../core/digest.js';
import type { Row } from '../core/record-kinds.js';
import type { BlockReference } from '../core/side-block.js';
import type { ArtifactStore, ChunkContent, ReadBlock } from './contract.js';

/** What every artifact store adapter must do. A test file of the adapter calls this once. */
export interface ArtifactStoreUnderTest {
  readonly store: ArtifactStore;
  /** A second, independent opening of the same store, as another process would have. */
  reopen(): ArtifactStore;
  dispose(): Promise<void>;
}

export const exampleRow = (n: number): Row => ({
  id: `row-${n}`,
  parents: [`p-${n}`],
  prompt: `Prompt ${n}: äöü 😀 \n"quoted"`,
  completion: { z: n, a: [n / 3, null] },
});

export const exampleRows = (count: number, from = 0): Row[] =>
  Array.from({ length: count }, (_, n) => exampleRow(from + n));

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const stepRecord = (key: string, outputs: Record<string, string>): StepRecord => ({
  key,
  use: 'elicit/label',
  complete: true,
  outputs,
  counts: { in: 1, out: 1, rejected: 0, failed: 0, reasons: {} },
  spend: { calls: 1, reused: 0, prompt_tokens: 1, completion_tokens: 1 },
  duration_ms: 5,
});

const chunkContent: ChunkContent = {
  in: 5,
  rows: exampleRows(3),
  rejected: [{ ...exampleRow(3), rejected_because: 'no-answer' }],
  failures: [{ ...exampleRow(4), failed_because: 'reply-invalid', error: 'text' }],
  calls: [{ id: 'k', parents: [], rows: ['row-0'], role: 'model', messages: [] }],
  answers: 5,
};

export function artifactContract(open: () => Promise<ArtifactStoreUnderTest>): void {
  let under: ArtifactStoreUnderTest;
  let aside: string;
  const key = sha256Hex('step');
  beforeEach(async () => {
    under = await open();
    aside = await mkdtemp(join(tmpdir(), 'limbeck-model-'));
  });
  afterEach(async () => {
    await under.dispose();
    await rm(aside, { recursive: true, force: true });
  });

  describe('data sets', () => {
    test('a data set comes back row by row, and its digest is that of its canonical JSON lines', async () => {
      const rows = exampleRows(30);
      const manifest = await under.store.writeDataSet('sft', rows);
      expect(manifest).toMatchObject({ type: 'data-set', kind: 'sft', rows: 30 });
      expect(manifest.digest).toBe(sha256Hex(rows.map((row) => `${canonicalJson(row)}\n`).join('')));
      const { source, block: _block, ...opened } = await under.reopen().openDataSet(manifest.digest);
      expect(opened).toEqual(manifest);
      expect(await collect(source.read())).toEqual(rows);
      expect(await collect(source.read())).toEqual(rows);
    });

    test('an empty data set is a data set', async () => {
      const manifest = await under.store.writeDataSet('prompt', []);
      const { source } = await under.store.openDataSet(manifest.digest);
      expect([manifest.rows, source.rows, await collect(source.read())]).toEqual([0, 0, []]);
    });

    test('any range of a data set of several shards can be read', async () => {
      const rows = exampleRows(25_000).map(({ id }) => ({ id, parents: [] }));
      const manifest = await under.store.writeDataSet('document', rows);
      expect(manifest.shards.map((shard) => shard.rows)).toEqual([10_000, 10_000, 5_000]);
      const { source } = await under.store.openDataSet(manifest.digest);
      for (const [from, to] of [
        [0, 1],
        [9_999, 10_001],
        [10_000, 20_000],
        [24_990, 25_000],
        [24_990, 30_000],
        [25_000, 25_010],
        [7, 7],
      ] as const)
        expect(await collect(source.read(from, to))).toEqual(rows.slice(from, to));
      expect(await collect(source.read(24_999))).toEqual(rows.slice(24_999));
    });

    test('writers of the same rows at once agree, and leave one data set', async () => {
      const stores = [under.store, under.reopen(), under.reopen()];
      const manifests = await Promise.all(
        stores.flatMap((store) => [
          store.writeDataSet('sft', exampleRows(500)),
          store.writeDataSet('sft', exampleRows(500)),
        ]),
      );
      expect(new Set(manifests.map(({ digest }) => digest)).size).toBe(1);
      const { source } = await under.store.openDataSet(manifests[0]!.digest);
      expect(await collect(source.read())).toEqual(exampleRows(500));
    });

    test('rows that fail half way leave nothing behind', async () => {
      async function* failing(): AsyncIterable<Row> {
        yield* exampleRows(20_000);
        throw new Error('the source broke');
      }
      await expect(under.store.writeDataSet('sft', failing())).rejects.toThrow('the source broke');
      const whole = await under.store.writeDataSet('sft', exampleRows(3));
      expect(await collect((await under.store.openDataSet(whole.digest)).source.read())).toEqual(exampleRows(3));
    });

    test('an unknown digest is missing', async () => {
      await expect(under.store.openDataSet(sha256Hex('x'))).rejects.toMatchObject({ code: 'artifact-missing' });
    });
  });

  describe('values beside rows', () => {
    const blocks = new Map(['one', 'two', 'three'].map((text) => [sha256Hex(text), Buffer.from(text)]));
    const naming = (text: string, n: number): Row => ({
      id: `row-${n}`,
      parents: [],
      values: { digest: sha256Hex(text), bytes: text.length },
    });
    const read: ReadBlock = async (digest) => blocks.get(digest);
    const rows = ['one', 'two', 'one', 'three'].map(naming);
    const chunkOf = (kept: readonly Row[]): ChunkContent => ({
      in: kept.length,
      rows: kept,
      blocks: new Map(kept.map((row) => (row['values'] as BlockReference).digest).map((it) => [it, blocks.get(it)!])),
      rejected: [],
      failures: [],
      calls: [],
    });

    test('blocks lie beside the rows that name them, each once, and the digest is that of the rows alone', async () => {
      const manifest = await under.store.writeDataSet('logits', rows, read);
      expect(manifest.side).toMatchObject({ blocks: 3, bytes: 'onetwothree'.length });
      expect(manifest.digest).toBe(sha256Hex(rows.map((row) => `${canonicalJson(row)}\n`).join('')));
      const opened = await under.reopen().openDataSet(manifest.digest);
      for (const [digest, block] of blocks) expect(Buffer.from((await opened.block(digest))!)).toEqual(block);
      expect(await opened.block(sha256Hex('four'))).toBeUndefined();
      expect(await collect(opened.source.read())).toEqual(rows);
    });

    test('a set read from another with its blocks is whole by itself', async () => {
      const first = await under.store.openDataSet((await under.store.writeDataSet('logits', rows, read)).digest);
      const some = await under.store.writeDataSet('logits', [rows[3]!, rows[0]!], first.block);
      expect(some.side).toMatchObject({ blocks: 2, bytes: 'threeone'.length });
      const opened = await under.store.openDataSet(some.digest);
      expect(Buffer.from((await opened.block(sha256Hex('three')))!).toString()).toBe('three');
      expect(await opened.block(sha256Hex('two'))).toBeUndefined();
    });

    test('a row whose values are nowhere fails the set, and leaves nothing', async () => {
      const writing = under.store.writeDataSet('logits', [naming('four', 0)], read);
      await expect(writing).rejects.toMatchObject({ code: 'values-missing' });
      await expect(under.store.writeDataSet('logits', rows)).rejects.toMatchObject({ code: 'values-missing' });
    });

    test('other kinds name no blocks, whatever their columns are called', async () => {
      const { digest, side } = await under.store.writeDataSet('sft', rows);
      expect(side).toBeUndefined();
      expect(await (await under.store.openDataSet(digest)).block(sha256Hex('one'))).toBeUndefined();
    });

    test('chunks joined are the set that their rows and blocks make, however they are cut', async () => {
      const whole = await under.store.writeDataSet('logits', rows, read);
      for (const cuts of [[4], [1, 4], [1, 2, 3, 4], [3, 3, 4]]) {
        const chunks = cuts.map((_, at) => `cut-${cuts.join('-')}-${at}`);
        for (const [at, name] of chunks.entries())
          await under.store.putChunk(key, name, chunkOf(rows.slice(cuts[at - 1] ?? 0, cuts[at])));
        const joined = await under.reopen().joinChunks({ kind: 'logits', key, chunks, which: 'rows' });
        expect(joined).toEqual(whole);
      }
    });

    test('side files are put into a folder for programs that read them, and none where there are none', async () => {
      const { digest } = await under.store.writeDataSet('logits', rows, read);
      await under.store.placeSide(digest, join(aside, 'side'));
      await under.store.placeSide(digest, join(aside, 'side'));
      expect(await readFile(join(aside, 'side', 'side.bin'), 'utf8')).toBe('onetwothree');
      const index = await readFile(join(aside, 'side', 'side.idx'));
      expect(index.length).toBe(3 * 44);
      expect(index.toString('hex', 44, 76)).toBe(sha256Hex('two'));
      expect([index.readBigUInt64LE(76), index.readUInt32LE(84)]).toEqual([3n, 3]);
      const plain = await under.store.writeDataSet('sft', exampleRows(1));
      await under.store.placeSide(plain.digest, join(aside, 'none'));
      await expect(readdir(join(aside, 'none'))).rejects.toThrow('ENOENT');
    });
  });

  describe('models', () => {
    const makeModel = async (weights: string): Promise<string> => {
      const folder = join(aside, 'model');
      await mkdir(join(folder, 'sub'), { recursive: true });
      await writeFile(join(folder, 'config.json'), '{}');
      await writeFile(join(folder, 'sub', 'weights.bin'), weights);
      return folder;
    };

    test('a model is taken in whole and found by its digest', async () => {
      const folder = await makeModel('abc');
      const manifest = await under.store.importModel(folder, { base: 'student', objective: 'sft' });
      expect(manifest).toMatchObject({ type: 'model', base: 'student', objective: 'sft' });
      expect(manifest.files.map(({ path, bytes }) => [path, bytes])).toEqual([
        ['config.json', 2],
        ['sub/weights.bin', 3],
      ]);
      expect(await readdir(aside)).toEqual([]);
      const opened = await under.reopen().openModel(manifest.digest);
      expect(opened.manifest).toEqual(manifest);
      expect(await readFile(join(opened.folder, 'sub/weights.bin'), 'utf8')).toBe('abc');
    });

    test('the same model again is the same model', async () => {
      const first = await under.store.importModel(await makeModel('abc'), { objective: 'sft' });
      const second = await under.store.importModel(await makeModel('abc'), { objective: 'sft' });
      expect(second).toEqual(first);
      expect(await readdir(aside)).toEqual([]);
      expect((await under.store.importModel(await makeModel('abd'), {})).digest).not.toBe(first.digest);
    });

    test('a model that is not there is missing', async () => {
      await expect(under.store.openModel(sha256Hex('x'))).rejects.toMatchObject({ code: 'artifact-missing' });
      await expect(under.store.importModel(join(aside, 'none'), {})).rejects.toMatchObject({
        code: 'artifact-missing',
      });
    });
  });

  describe('steps and work', () => {
    test('a step record is proof only while its outputs are there', async () => {
      const { digest } = await under.store.writeDataSet('sft', exampleRows(2));
      const whole = stepRecord(key, { rows: digest });
      const lacking = stepRecord(sha256Hex('other'), { rows: sha256Hex('never written') });
      await under.store.putStep(whole);
      await under.store.putStep(lacking);
      expect(await under.reopen().getStep(key)).toEqual(whole);
      expect(await under.store.getStep(lacking.key)).toBeUndefined();
      expect(await under.store.getStep(sha256Hex('unknown'))).toBeUndefined();
    });

    test('a record of a step whose failed rows were tried again stands beside the first and is told of', async () => {
      const { digest } = await under.store.writeDataSet('sft', exampleRows(2));
      const first = stepRecord(key, { rows: digest });
      const again = (times: number): StepRecord => ({
        ...stepRecord(sha256Hex(`again ${times}`), { rows: digest }),
        retried: { of: key, times },
      });
      await under.store.putStep(first);
      expect(await under.store.timesRetried(key)).toBe(0);
      for (const times of [2, 1]) await under.store.putStep(again(times));
      expect(await under.reopen().timesRetried(key)).toBe(2);
      expect(await under.store.getStep(key)).toEqual(first);
      expect(await under.store.getStep(again(2).key)).toEqual(again(2));
    });

    test('a chunk is there whole, section by section', async () => {
      const record = { in: 5, out: 3, rejected: 1, failed: 1, answers: 5 };
      expect(await under.store.getChunk(key, 'rows-0-5')).toBeUndefined();
      expect(await under.store.putChunk(key, 'rows-0-5', chunkContent)).toEqual(record);
      const other = under.reopen();
      expect(await other.getChunk(key, 'rows-0-5')).toEqual(record);
      expect(await collect(other.readChunk(key, 'rows-0-5', 'rows'))).toEqual(chunkContent.rows);
      expect(await collect(other.readChunk(key, 'rows-0-5', 'rejected'))).toEqual(chunkContent.rejected);
      expect(await collect(other.readChunk(key, 'rows-0-5', 'failures'))).toEqual(chunkContent.failures);
      await expect(collect(other.readChunk(key, 'rows-5-9', 'rows'))).rejects.toMatchObject({
        code: 'artifact-missing',
      });
    });

    test('drafts put aside are counted apart from rows of which nothing was left', async () => {
      const rejected = [3, 3, 3, 4].map((at) => ({ ...exampleRow(at), rejected_because: 'no-answer' }));
      const content = { ...chunkContent, rejected, rejected_rows: 1 };
      const record = { in: 5, out: 3, rejected: 1, rejected_drafts: 4, failed: 1, answers: 5 };
      expect(await under.store.putChunk(key, 'rows-0-5', content)).toEqual(record);
      expect(await under.reopen().getChunk(key, 'rows-0-5')).toEqual(record);
      expect(await collect(under.store.readChunk(key, 'rows-0-5', 'rejected'))).toEqual(rejected);
    });

    test('chunks joined are the data set that their rows make, over several shards', async () => {
      const rows = Array.from({ length: 10_500 }, (_, at) => ({
        id: String(at),
        parents: [],
        prompt: `\u00e4 ${at}\n`,
      }));
      const cuts = [0, 6_000, 6_000, 10_500];
      const names = ['a', 'b', 'c'];
      for (const [at, name] of names.entries())
        await under.store.putChunk(key, name, { ...chunkContent, rows: rows.slice(cuts[at], cuts[at + 1]) });
      const joined = await under.store.joinChunks({ kind: 'prompt', key, chunks: names, which: 'rows' });
      const { source, block: _block, ...opened } = await under.reopen().openDataSet(joined.digest);
      expect(opened).toEqual(joined);
      expect(await collect(source.read(9_990, 10_010))).toEqual(rows.slice(9_990, 10_010));
      const { shards, digest } = await under.store.writeDataSet('prompt', rows);
      expect([joined.digest, joined.rows, joined.shards.map((shard) => [shard.rows, shard.digest])]).toEqual([
        digest,
        10_500,
        shards.map((shard) => [shard.rows, shard.digest]),
      ]);
      const missing = under.store.joinChunks({ kind: 'prompt', key, chunks: ['a', 'gone'], which: 'rows' });
      await expect(missing).rejects.toMatchObject({ code: 'artifact-missing' });
    });

    test('a chunk done again replaces the old one, and names may hold anything', async () => {
      const name = 'tune[teacher=a/b]-0-5';
      await under.store.putChunk(key, name, chunkContent);
      await under.store.putChunk(key, name, { in: 1, rows: [exampleRow(9)], rejected: [], failures: [], calls: [] });
      expect(await under.store.getChunk(key, name)).toEqual({ in: 1, out: 1, rejected: 0, failed: 0 });
      expect(await collect(under.store.readChunk(key, name, 'rows'))).toEqual([exampleRow(9)]);
      expect(await collect(under.store.readChunk(key, name, 'failures'))).toEqual([]);
    });

    test('the work folder is the same after a crash, and clearing removes all work of the step alone', async () => {
      const folder = await under.store.workFolder(key);
      await writeFile(join(folder, 'checkpoint'), 'x');
      await under.store.putChunk(key, 'rows-0-5', chunkContent);
      await under.store.putChunk(sha256Hex('other'), 'rows-0-5', chunkContent);
      expect(await under.reopen().workFolder(key)).toBe(folder);
      expect(await readdir(folder)).toEqual(['checkpoint']);
      await under.store.clearWork(key);
      await under.store.clearWork(key);
      expect(await under.store.getChunk(key, 'rows-0-5')).toBeUndefined();
      expect(await readdir(await under.store.workFolder(key))).toEqual([]);
      expect(await under.store.getChunk(sha256Hex('other'), 'rows-0-5')).toBeDefined();
    });

    test('a key that is not a digest is refused', async () => {
      await expect(under.store.getStep('../../x')).rejects.toThrow('64 hex digits');
    });
  });
}
