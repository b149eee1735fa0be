import { listFiles, productSources, readSource } from '../support/source-tree.js';

/**
 * Every file of the product that calls the file system to write, and how it does: docs/reliability.md explains the ways.
 * Whoever needs another place to write uses src/files, or says here which way theirs is.
 */
const WRITERS: Readonly<Record<string, 'whole' | 'append' | 'passing' | 'yours' | 'reads'>> = {
  'src/artifacts/export/jsonl-writer.ts': 'whole',
  'src/artifacts/export/parquet-writer.ts': 'whole',
  'src/artifacts/file/chunk-file.ts': 'reads',
  'src/artifacts/file/data-set-writer.ts': 'whole',
  'src/artifacts/file/data-sets.ts': 'whole',
  'src/artifacts/file/file-artifact-store.ts': 'whole',
  'src/artifacts/file/models.ts': 'whole',
  'src/artifacts/file/side-index.ts': 'reads',
  'src/artifacts/file/side-writer.ts': 'whole',
  'src/cli/commands/init.ts': 'yours',
  'src/cli/commands/report.ts': 'yours',
  'src/cli/home/start-up.ts': 'passing',
  'src/cli/home/supervised-child.ts': 'passing',
  'src/cli/new-project/place-project.ts': 'yours',
  'src/cli/new-project/project-files.ts': 'yours',
  'src/data/download-part.ts': 'passing',
  'src/data/fetch-hub-file.ts': 'whole',
  'src/data/open-path.ts': 'reads',
  'src/data/unpacked-file.ts': 'passing',
  'src/engine/temporal/embedded-server.ts': 'passing',
  'src/processes/file-lock.ts': 'passing',
  'src/engine/guard/guard.ts': 'passing',
  'src/engine/temporal/obtain-temporal.ts': 'whole',
  'src/project-files/project-state.ts': 'whole',
  'src/engine/temporal/set-aside-database.ts': 'whole',
  'src/engine/guard/start-guard.ts': 'passing',
  'src/files/durable-file.ts': 'whole',
  'src/files/write-whole.ts': 'whole',
  'src/ledger/claims/claim-log.ts': 'passing',
  'src/ledger/claims/peer-log.ts': 'reads',
  'src/ledger/claims/presence.ts': 'passing',
  'src/ledger/exchange/export-answers.ts': 'whole',
  'src/ledger/lmdb/intake.ts': 'append',
  'src/ledger/lmdb/page-file.ts': 'reads',
  'src/models/transformers/sample-replies.ts': 'passing',
  'src/models/transformers/score-texts.ts': 'passing',
  'src/runs/file/event-log.ts': 'append',
  'src/runs/file/file-run-store.ts': 'whole',
  'src/student-export/place-export.ts': 'whole',
  'src/trainer/create-environment.ts': 'passing',
  'src/trainer/install-uv.ts': 'passing',
  'src/trainer/lease.ts': 'passing',
  'src/trainer/run-trainer.ts': 'passing',
  'src/models/admission/folder-shares.ts': 'passing',
  'src/worker/train/export-training-inputs.ts': 'whole',
};

const CALLS =
  /\b(?:writeFile|appendFile|createWriteStream|rename|copyFile|cp|open|write|symlink|link|truncate)(?:Sync)?\b/;
const IMPORT = /import \{([^}]*)\} from 'node:fs(?:\/promises)?'/g;

test('whatever writes files is known, with the way it does', () => {
  const found = productSources()
    .filter(({ path }) => !path.endsWith('contract-suite.ts'))
    .filter(({ text }) => [...text.matchAll(IMPORT)].some(([, names]) => CALLS.test(names!)))
    .map(({ path }) => path);
  expect(found.toSorted()).toEqual(Object.keys(WRITERS).toSorted());
});

test('what must survive a power cut is flushed, and appears by a rename or a link', () => {
  const careless = Object.entries(WRITERS)
    .filter(([, way]) => way === 'whole')
    .filter(([path]) => !/sync|flush|Durably/i.test(readSource(path).text))
    .map(([path]) => path);
  expect(careless).toEqual([]);
});

test('nothing reaches the file system by another door', () => {
  const doors = /from 'fs'|from 'fs\/promises'|\* as fs|require\('(?:node:)?fs|fs-extra|import\('node:fs/;
  expect(productSources().flatMap(({ path, text }) => (doors.test(text) ? [path] : []))).toEqual([]);
});

test('the trainer renames in one place, and writes only there or into a folder that is sealed before it is renamed', () => {
  const sources = listFiles('trainer/src', (path) => path.endsWith('.py') && !/(^|\/)test_/.test(path)).map(readSource);
  const those = (pattern: RegExp): string[] =>
    sources.flatMap(({ path, text }) => (pattern.test(text) ? [path.replace('trainer/src/limbeck_trainer/', '')] : []));
  expect(those(/\.(rename|replace)\([a-z_.]*(final|aside|path|output)\)|os\.(rename|replace)\(/)).toEqual([
    'durable/files.py',
    'jobs/sample.py',
    'jobs/score.py',
  ]);
  expect(those(/\.open\("[wax]|write_text|write_bytes|save_pretrained|torch\.save|save_file\(/)).toEqual([
    'durable/files.py',
    'durable/kept_results.py',
    'exporting/export.py',
    'exporting/onnx_folder.py',
    'jobs/sample.py',
    'jobs/score.py',
    'student/model_folder.py',
    'training/durable_trainer.py',
  ]);
});
