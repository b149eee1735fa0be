import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { DataSetManifest, StepRecord } from '../../../schemas/generated/artifact.js';
import { isLimbeckError } from '../../core/errors.js';
import { gunzipFile } from '../../files/gunzip-file.js';
import type { Inspector, StoreName } from '../../files/inspection.js';
import { unsealJson } from '../../files/sealed-json.js';
import { readChunkRecord } from './chunk-file.js';
import { hasDataSet, readManifest } from './data-sets.js';
import { findCheckpointDamage, isCheckpoint } from './inspect-checkpoints.js';
import { createLayout, type Layout } from './layout.js';
import { hasModel, openModel } from './models.js';
import { verifySide } from './side-index.js';

/** Reads every file of the artifact store against its digest: data sets, models, step records, work in progress. */
const MADE_AGAIN = 'Remove it, then resume or run the recipe again: the step that made it is done again.';
const WORK_AGAIN = 'Nothing to do: a resume passes it over and makes it again.';

export async function inspectArtifacts(state: { readonly folder: string }, inspector: Inspector): Promise<void> {
  const layout = createLayout(resolve(state.folder, 'artifacts'));
  await inspectDataSets(layout, inspector);
  for await (const { name, path } of fanned(layout, 'models')) {
    if (!name.endsWith('.json')) continue;
    const digest = basename(name, '.json');
    const look = (): Promise<unknown> => openModel(layout, digest);
    await tellTrouble(inspector, 'artifacts', { what: `Model ${digest.slice(0, 12)}`, file: path, look });
  }
  await inspectSteps(layout, inspector);
  await inspectRetries(layout, inspector);
  await inspectWork(layout, inspector);
}

async function inspectDataSets(layout: Layout, inspector: Inspector): Promise<void> {
  for await (const { name, path } of fanned(layout, 'data')) {
    const look = async (): Promise<void> => {
      const manifest = await readManifest(layout, name);
      const total = createHash('sha256');
      for (const shard of manifest.shards) await readShard(join(path, shard.file), shard, total);
      if (total.digest('hex') !== name) throw new Error('its rows are not those of its digest');
      if (manifest.side) await verifySide(path, manifest.side);
    };
    await tellTrouble(inspector, 'artifacts', { what: `Data set ${name.slice(0, 12)}`, file: path, look });
  }
}

async function readShard(
  path: string,
  { digest }: DataSetManifest['shards'][number],
  total: ReturnType<typeof createHash>,
): Promise<void> {
  const own = createHash('sha256');
  try {
    for await (const piece of gunzipFile(path)) {
      own.update(piece);
      total.update(piece);
    }
  } catch (error) {
    throw new Error(`${basename(path)} cannot be unpacked (${wordsOf(error)})`, { cause: error });
  }
  if (own.digest('hex') !== digest) throw new Error(`${basename(path)} does not match its digest`);
}

async function inspectSteps(layout: Layout, inspector: Inspector): Promise<void> {
  for await (const { name, path } of fanned(layout, 'steps')) {
    const key = basename(name, '.json');
    const look = async (): Promise<void> => {
      const record = unsealJson(await readFile(path, 'utf8'), { required: layout.format.sealed }) as
        | StepRecord
        | undefined;
      if (!record || record.key !== key) throw new Error('it is not what was written');
      const digests = [...Object.values(record.outputs), record.rejected, record.failures, record.calls];
      for (const digest of digests)
        if (digest !== undefined && !(await hasDataSet(layout, digest)) && !(await hasModel(layout, digest)))
          throw new Error(`it names ${digest.slice(0, 12)}, which is not whole in the store`);
    };
    await tellTrouble(inspector, 'artifacts', { what: `The record of step ${key.slice(0, 12)}`, file: path, look });
  }
}

async function inspectRetries(layout: Layout, inspector: Inspector): Promise<void> {
  for await (const { name, path } of fanned(layout, 'retried')) {
    const what = `How often failed rows of step ${name.slice(0, 12)} were tried again`;
    const look = async (): Promise<void> => {
      if (unsealJson(await readFile(path, 'utf8'), { required: true }) === undefined)
        throw new Error('it is not what was written');
    };
    await tellTrouble(inspector, 'artifacts', { what, file: path, look });
  }
}

async function inspectWork(layout: Layout, inspector: Inspector): Promise<void> {
  for await (const { name: key, path: folder } of fanned(layout, 'work')) {
    for (const chunk of await namesIn(join(folder, 'chunks'))) {
      const file = join(folder, 'chunks', chunk);
      const look = async (): Promise<void> => {
        if (!(await readChunkRecord(file, layout.format))) throw new Error('it is torn or not what was written');
      };
      const what = `Part ${basename(chunk, '.chunk')} of step ${key.slice(0, 12)}`;
      if (chunk.endsWith('.chunk')) await tellTrouble(inspector, 'work', { what, file, look, hint: WORK_AGAIN });
    }
    const below = await readdir(join(folder, 'job'), { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of below) {
      if (!entry.isDirectory() || !isCheckpoint(entry.name)) continue;
      const file = join(entry.parentPath, entry.name);
      const look = (): Promise<void> => findCheckpointDamage(file);
      await tellTrouble(inspector, 'work', { what: `Checkpoint ${entry.name}`, file, look, hint: WORK_AGAIN });
    }
  }
}

interface Look {
  readonly what: string;
  readonly file: string;
  readonly look: () => Promise<unknown>;
  readonly hint?: string;
}

async function tellTrouble(inspector: Inspector, store: StoreName, { what, file, look, hint }: Look): Promise<void> {
  inspector.seen(store);
  try {
    await look();
  } catch (error) {
    const own = isLimbeckError(error) ? error.hint : undefined;
    inspector.found({ store, what, file, because: wordsOf(error), hint: hint ?? own ?? MADE_AGAIN });
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What lies under kind/xx/ of the store, in order. */
async function* fanned(
  { root }: Layout,
  kind: string,
): AsyncGenerator<{ readonly name: string; readonly path: string }> {
  for (const fan of await namesIn(join(root, kind)))
    for (const name of await namesIn(join(root, kind, fan)))
      if (!name.endsWith('.tmp')) yield { name, path: join(root, kind, fan, name) };
}

async function namesIn(folder: string): Promise<string[]> {
  const names: string[] = await readdir(folder).catch(() => []);
  return names.toSorted();
}
