import { join } from 'node:path';
import { LimbeckError } from '../../core/errors.js';
import { openStoreFormat, type StoreFormat } from '../../files/store-format.js';

/** Where things lie in the store's folder, and in which format. Two hex digits of fan-out keep folders short. */
export interface Layout {
  readonly root: string;
  readonly format: StoreFormat;
  readonly temporary: string;
  dataSet(digest: string): string;
  manifest(digest: string): string;
  model(digest: string): string;
  modelManifest(digest: string): string;
  step(key: string): string;
  retried(key: string): string;
  work(key: string): string;
  chunk(key: string, chunk: string): string;
}

export function createLayout(root: string): Layout {
  const fan = (kind: string, digest: string): string => join(root, kind, checked(digest).slice(0, 2), digest);
  return {
    root,
    format: openStoreFormat(root, 'The artifact store'),
    temporary: join(root, 'tmp'),
    dataSet: (digest) => fan('data', digest),
    manifest: (digest) => join(fan('data', digest), 'manifest.json'),
    model: (digest) => fan('models', digest),
    modelManifest: (digest) => `${fan('models', digest)}.json`,
    step: (key) => `${fan('steps', key)}.json`,
    retried: (key) => `${fan('retried', key)}.json`,
    work: (key) => fan('work', key),
    // Chunk names hold model names, which may hold brackets and the like.
    chunk: (key, chunk) => join(fan('work', key), 'chunks', `${encodeURIComponent(chunk)}.chunk`),
  };
}

function checked(digest: string): string {
  if (/^[0-9a-f]{64}$/.test(digest)) return digest;
  throw new TypeError(`Not a digest of 64 hex digits: ${digest}`);
}

export function artifactMissing(what: string, path: string): LimbeckError {
  return new LimbeckError({
    code: 'artifact-missing',
    message: `${what} is not in the artifact store (${path}).`,
    hint: 'Run the recipe again: the step that made it is done again, on answers already paid for.',
  });
}

export function artifactCorrupt(what: string, path: string, why: string): LimbeckError {
  return new LimbeckError({
    code: 'artifact-corrupt',
    message: `${what} is damaged: ${path} ${why}.`,
    hint: `Remove ${path} and run the recipe again: the step that made it is done again, on answers already paid for.`,
  });
}
