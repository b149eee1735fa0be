import { mkdir, mkdtemp, readdir, rename, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sha256Hex } from '../../core/digest.js';
import { artifactContract, collect, exampleRow, exampleRows } from '../contract-suite.js';
import { inspectArtifacts } from './inspect-artifacts.js';
import { createFileArtifactStore } from './file-artifact-store.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'limbeck-artifacts-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const dataSetFolder = (digest: string): string => join(folder, 'artifacts', 'data', digest.slice(0, 2), digest);
const temporary = (): Promise<string[]> => readdir(join(folder, 'artifacts', 'tmp'));

describe('the artifact contract', () => {
  artifactContract(async () => {
    const store = createFileArtifactStore({ folder });
    return { store, reopen: () => createFileArtifactStore({ folder }), dispose: async () => {} };
  });
});

describe('damage', () => {
  const written = async (): Promise<{ digest: string; shard: string }> => {
    const { digest } = await createFileArtifactStore({ folder }).writeDataSet('sft', exampleRows(50));
    return { digest, shard: join(dataSetFolder(digest), '00000.jsonl.gz') };
  };
  const readAll = async (digest: string): Promise<unknown> =>
    collect((await createFileArtifactStore({ folder }).openDataSet(digest)).source.read());

  test('a shard with other bytes of the same length is not read', async () => {
    const { digest, shard } = await written();
    const manifest = await createFileArtifactStore({ folder }).openDataSet(digest);
    const forged = gzipSync('x\n'.repeat(50));
    await writeFile(shard, Buffer.concat([forged, Buffer.alloc(manifest.shards[0]!.bytes - forged.length)]));
    await expect(readAll(digest)).rejects.toMatchObject({
      code: 'artifact-corrupt',
      message: expect.stringContaining(shard),
    });
  });

  test('a shard that lost its end is found when it is opened', async () => {
    const { digest, shard } = await written();
    await truncate(shard, 100);
    await expect(readAll(digest)).rejects.toMatchObject({
      code: 'artifact-corrupt',
      hint: expect.stringContaining('Remove'),
    });
  });

  test('a damaged data set is replaced when it is written again', async () => {
    const { digest, shard } = await written();
    await rm(shard);
    await written();
    expect(await readAll(digest)).toEqual(exampleRows(50));
  });

  describe('of values beside rows', () => {
    const block = Buffer.from('some values');
    const withValues = async (): Promise<{ digest: string; side: string; index: string }> => {
      const values = { digest: sha256Hex('some values'), bytes: block.length };
      const row = { id: 'a', parents: [], values };
      const { digest } = await createFileArtifactStore({ folder }).writeDataSet('logits', [row], async () => block);
      return { digest, side: join(dataSetFolder(digest), 'side.bin'), index: join(dataSetFolder(digest), 'side.idx') };
    };
    const readBlock = async (digest: string): Promise<unknown> =>
      (await createFileArtifactStore({ folder }).openDataSet(digest)).block(sha256Hex('some values'));
    const foundByDoctor = async (): Promise<unknown[]> => {
      const found: unknown[] = [];
      await inspectArtifacts({ folder }, { seen: () => undefined, found: (damage) => found.push(damage) });
      return found;
    };

    test('other bytes of the same length are not read, and doctor finds them', async () => {
      const { digest, side } = await withValues();
      expect(await readBlock(digest)).toEqual(block);
      expect(await foundByDoctor()).toEqual([]);
      await writeFile(side, 'SOME values');
      await expect(readBlock(digest)).rejects.toMatchObject({
        code: 'artifact-corrupt',
        message: expect.stringContaining('side.bin does not match its digest'),
      });
      expect(await foundByDoctor()).toMatchObject([{ because: expect.stringContaining('side.bin does not match') }]);
    });

    test('an index that was changed is not followed', async () => {
      const { digest, index } = await withValues();
      await writeFile(index, Buffer.alloc(44));
      await expect(readBlock(digest)).rejects.toMatchObject({ code: 'artifact-corrupt' });
      expect(await foundByDoctor()).toMatchObject([{ because: expect.stringContaining('side.idx does not match') }]);
    });

    test.each(['side', 'index'] as const)(
      'a %s file that is gone or short makes the set one that is not there',
      async (which) => {
        const files = await withValues();
        await truncate(files[which], 5);
        await expect(readBlock(files.digest)).rejects.toMatchObject({ code: 'artifact-corrupt' });
        await withValues();
        expect(await readBlock(files.digest)).toEqual(block);
        await rm(files[which]);
        await expect(readBlock(files.digest)).rejects.toMatchObject({ code: 'artifact-corrupt' });
      },
    );
  });

  test('a damaged chunk is as good as none', async () => {
    const store = createFileArtifactStore({ folder });
    const key = sha256Hex('step');
    await store.putChunk(key, 'rows-0-1', { in: 1, rows: [exampleRow(1)], rejected: [], failures: [], calls: [] });
    const chunk = join(folder, 'artifacts', 'work', key.slice(0, 2), key, 'chunks', 'rows-0-1.chunk');
    await truncate(chunk, 300);
    expect(await store.getChunk(key, 'rows-0-1')).toBeUndefined();
    await expect(collect(store.readChunk(key, 'rows-0-1', 'rows'))).rejects.toMatchObject({ code: 'artifact-corrupt' });
  });

  test('a model whose file changed is not opened', async () => {
    const model = join(folder, 'model');
    await mkdir(model);
    await writeFile(join(model, 'weights'), 'abc');
    const { digest } = await createFileArtifactStore({ folder }).importModel(model, {});
    await writeFile(join(folder, 'artifacts', 'models', digest.slice(0, 2), digest, 'weights'), 'abd');
    await expect(createFileArtifactStore({ folder }).openModel(digest)).rejects.toMatchObject({
      code: 'artifact-corrupt',
      message: expect.stringContaining('weights'),
    });
  });

  test('a model import cut off between manifest and folder is done by the next', async () => {
    const store = createFileArtifactStore({ folder });
    const model = join(folder, 'model');
    await mkdir(model);
    await writeFile(join(model, 'weights'), 'abc');
    const { digest } = await store.importModel(model, {});
    await rename(join(folder, 'artifacts', 'models', digest.slice(0, 2), digest), model);
    await expect(createFileArtifactStore({ folder }).openModel(digest)).rejects.toMatchObject({
      code: 'artifact-corrupt',
    });
    expect((await store.importModel(model, {})).digest).toBe(digest);
    expect((await createFileArtifactStore({ folder }).openModel(digest)).manifest.digest).toBe(digest);
  });
});

test('what dead processes left is removed, what living ones are making is not', async () => {
  const tmp = join(folder, 'artifacts', 'tmp');
  const host = hostname().replaceAll(/[^a-zA-Z0-9]/g, '');
  const names = {
    dead: `${host}-999999999-a`,
    alive: `${host}-${process.pid}-b`,
    elsewhere: 'other-1-c',
    old: 'other-2-d',
  };
  for (const name of Object.values(names)) await mkdir(join(tmp, name), { recursive: true });
  await utimes(join(tmp, names.old), new Date(0), new Date(0));
  await createFileArtifactStore({ folder }).writeDataSet('sft', []);
  expect((await temporary()).toSorted()).toEqual([names.alive, names.elsewhere].toSorted());
});

test('a folder that cannot be written is said so', async () => {
  await writeFile(join(folder, 'artifacts'), 'a file in the way');
  await expect(createFileArtifactStore({ folder }).writeDataSet('sft', [])).rejects.toMatchObject({
    code: 'folder-not-writable',
    message: expect.stringContaining(join(folder, 'artifacts')),
    kind: 'fatal',
  });
});

test('nothing temporary is left after writing', async () => {
  const store = createFileArtifactStore({ folder });
  await store.writeDataSet('sft', exampleRows(10));
  await store.writeDataSet('sft', exampleRows(10));
  await expect(store.writeDataSet('sft', [{ ...exampleRow(1), bad: Number.NaN }])).rejects.toThrow('JSON cannot hold');
  expect(await temporary()).toEqual([]);
});
