import type { ArtifactStore } from '../../artifacts/contract.js';
import { isLimbeckError } from '../../core/errors.js';

/** A store that writes above another and reads through to it: what is made stays apart, what is there can be used. */
export function overlayArtifacts(above: ArtifactStore, below: ArtifactStore): ArtifactStore {
  const through = <Result>(read: (store: ArtifactStore) => Promise<Result>): Promise<Result> =>
    read(above).catch((error: unknown) => {
      if (isLimbeckError(error) && error.code === 'artifact-missing') return read(below);
      throw error;
    });
  return {
    writeDataSet: (kind, rows, blocks) => above.writeDataSet(kind, rows, blocks),
    openDataSet: (digest) => through((store) => store.openDataSet(digest)),
    placeSide: (digest, folder) => through((store) => store.placeSide(digest, folder)),
    importModel: (folder, facts) => above.importModel(folder, facts),
    openModel: (digest) => through((store) => store.openModel(digest)),
    getStep: (key) => above.getStep(key),
    putStep: (record) => above.putStep(record),
    timesRetried: (key) => above.timesRetried(key),
    getChunk: (key, chunk) => above.getChunk(key, chunk),
    putChunk: (key, chunk, content) => above.putChunk(key, chunk, content),
    readChunk: (key, chunk, which) => above.readChunk(key, chunk, which),
    joinChunks: (joining) => above.joinChunks(joining),
    workFolder: (key) => above.workFolder(key),
    clearWork: (key) => above.clearWork(key),
  };
}
