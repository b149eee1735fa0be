import { join } from 'node:path';
import type { ArtifactStore } from '../artifacts/contract.js';
import type { Claims } from '../ledger/claims/contract.js';
import type { Ledger } from '../ledger/contract.js';
import type { OpenShares } from '../models/admission/share.js';
import type { JobStore } from '../models/openai-batch/job-store.js';
import type { RunStore, RunStoreListener } from '../runs/contract.js';

/**
 * All that a project keeps, behind contracts. Each store is opened when it is asked for, and its code loaded only then: the
 * command line looks at most at one or two. Whoever opens a store that has `close` closes it.
 */
export interface Stores {
  /** Answers bought; throws what a ledger throws that cannot be opened. */
  ledger(): Promise<Ledger>;
  /** Data sets, models, records of steps, work in progress. */
  artifacts(): Promise<ArtifactStore>;
  /** Plans, events and reports; `onEvent` hears every event that is written through this one. */
  runs(listener?: RunStoreListener): Promise<RunStore>;
  /** Which process is buying which answer. */
  claims(): Promise<Claims>;
  /** Who asks an endpoint now. */
  shares(): Promise<OpenShares>;
  /** Batch jobs at vendors. */
  jobs(): Promise<JobStore>;
}

/** The stores of a state folder (`.limbeck`), which need not be a project's. This is the one place that opens them. */
export function openStores(state: string): Stores {
  const folder = { folder: state };
  return {
    async ledger() {
      const { openLmdbLedger } = await import('../ledger/lmdb/open-lmdb-ledger.js');
      return openLmdbLedger(folder);
    },
    async artifacts() {
      const { createFileArtifactStore } = await import('../artifacts/file/file-artifact-store.js');
      return createFileArtifactStore(folder);
    },
    async runs(listener) {
      const { createFileRunStore } = await import('../runs/file/file-run-store.js');
      return createFileRunStore({ ...folder, ...listener });
    },
    async claims() {
      const { openFileClaims } = await import('../ledger/claims/file-claims.js');
      return openFileClaims(folder);
    },
    async shares() {
      const { createFolderShares } = await import('../models/admission/folder-shares.js');
      return createFolderShares(join(state, 'endpoints'));
    },
    async jobs() {
      const { JobRecords } = await import('../models/openai-batch/job-records.js');
      return new JobRecords(folder);
    },
  };
}
