import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspectArtifacts } from '../artifacts/file/inspect-artifacts.js';
import { isLimbeckError } from '../core/errors.js';
import { engineFolder, readEngineRecord } from '../engine/engine-record.js';
import type { Inspector, StoreName } from '../files/inspection.js';
import { unsealJson } from '../files/sealed-json.js';
import { verifyLedger } from '../ledger/lmdb/verify-ledger.js';
import { inspectBatches } from '../models/openai-batch/inspect-batches.js';
import { openStores } from '../stores/open-stores.js';
import { inspectRuns, type FinishedSteps } from '../runs/file/inspect-runs.js';

/**
 * Reads everything in a project's state folder and tells what is not what was written. Changes nothing, and needs no
 * engine; runs may go on meanwhile. Temporal's own database is not looked at: nothing that must be kept is in it.
 */
export async function inspectState(state: { readonly folder: string }, inspector: Inspector): Promise<void> {
  const look = (store: StoreName, work: () => Promise<unknown>): Promise<void> => tellIfClosed(inspector, store, work);
  await look('project', async () => inspectProject(state.folder, inspector));
  await look('ledger', () => inspectLedger(state, inspector));
  await look('artifacts', () => inspectArtifacts(state, inspector));
  await look('batches', async () => inspectBatches(state, inspector));
  await look('runs', async () => inspectMade(state, await inspectRuns(state, inspector), inspector));
}

/** A store that cannot be opened at all is a finding as well. */
async function tellIfClosed(inspector: Inspector, store: StoreName, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isLimbeckError(error)) throw error;
    inspector.found({ store, what: `The ${store}`, file: '', because: error.message, hint: error.hint ?? '' });
  }
}

async function inspectLedger(state: { readonly folder: string }, inspector: Inspector): Promise<void> {
  let told = 0;
  const found = await verifyLedger(state, (entries) => {
    inspector.seen('ledger', entries - told);
    told = entries;
  });
  if (!found) return;
  const { file, broken, corrupt, entries } = found;
  inspector.seen('ledger', entries - told);
  const hint = '`limbeck ledger verify` says how its answers are put back.';
  if (broken !== undefined) inspector.found({ store: 'ledger', what: 'The ledger', file, because: broken, hint });
  for (const key of corrupt) {
    const because = 'it does not match its checksum';
    inspector.found({ store: 'ledger', what: `Answer ${key}`, file, because, hint });
  }
}

/** A step that a run has finished has its record, and that has its artifacts. */
async function inspectMade(
  state: { readonly folder: string },
  runs: ReadonlyMap<string, FinishedSteps>,
  inspector: Inspector,
): Promise<void> {
  const artifacts = await openStores(state.folder).artifacts();
  for (const [run, steps] of runs)
    for (const [step, key] of Object.entries(steps)) {
      if (await artifacts.getStep(key)) continue;
      inspector.found({
        store: 'runs',
        what: `Step ${step} of run ${run}`,
        file: join(state.folder, 'artifacts', 'steps', key.slice(0, 2), `${key}.json`),
        because: 'what it made is not whole in the artifact store',
        hint: `Nothing, if you removed it. It is made again, on answers already paid for, by \`limbeck resume ${run}\` where the run has not ended, else by a new run of the recipe.`,
      });
    }
}

function inspectProject(folder: string, inspector: Inspector): void {
  const tell = (file: string, hint: string): void =>
    inspector.found({ store: 'project', what: 'The project', file, because: 'it is not what was written', hint });
  const id = join(folder, 'project.json');
  if (existsSync(id)) {
    inspector.seen('project');
    const text = readFileSync(id, 'utf8');
    // Without a seal it is of a Limbeck that had none.
    if (!/^\{"id":"[a-z0-9-]+"\}\n$/.test(text) && unsealJson(text, { required: true }) === undefined)
      tell(id, 'Remove it: a new id is made. Runs that are open must then be resumed.');
  }
  const { record } = engineFolder(folder);
  if (!existsSync(record)) return;
  inspector.seen('project');
  if (!readEngineRecord(record)) tell(record, 'End what still runs with `limbeck down`, then remove it.');
}
