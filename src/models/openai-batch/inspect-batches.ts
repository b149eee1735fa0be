import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Inspector } from '../../files/inspection.js';
import { unsealJson } from '../../files/sealed-json.js';
import { DAMAGED_RECORD_HINT, batchesFolder } from './job-records.js';

/** Tells of records of batches that are not what was written; a record that ends meanwhile is none. */
export function inspectBatches(state: { readonly folder: string }, inspector: Inspector): void {
  const folder = batchesFolder(state);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.json'))) {
    const file = join(folder, name);
    if (!existsSync(file)) continue;
    inspector.seen('batches');
    if (unsealJson(readFileSync(file, 'utf8'), { required: true }) !== undefined) continue;
    const because = 'it does not match its checksum';
    inspector.found({ store: 'batches', what: 'The record of a batch', file, because, hint: DAMAGED_RECORD_HINT });
  }
}
