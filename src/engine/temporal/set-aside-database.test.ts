import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeOtherTemporal } from '../../../test/support/other-temporal.js';
import { createFileRunStore } from '../../runs/file/file-run-store.js';
import { examplePlan } from '../../runs/contract-suite.js';
import { useEmbeddedEngine, type EmbeddedEngine } from './embedded-server.js';
import { engineFolder, readEngineRecord } from '../engine-record.js';

/** Two programs that say another version each; the server in them is the one of this machine. */
let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'limbeck-versions-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

const said: string[] = [];
async function useVersion(version: string): Promise<EmbeddedEngine> {
  const program = join(folder, `temporal-${version}`);
  await writeOtherTemporal(program, version);
  said.length = 0;
  const env = { ...process.env, LIMBECK_TEMPORAL_CLI: program };
  return useEmbeddedEngine({ stateFolder: folder, env, say: (message) => said.push(message) });
}
const files = (): string[] => readdirSync(engineFolder(folder).folder).filter((name) => name.startsWith('temporal.db'));
/** Bytes of the database and of what it wrote ahead, by the end of their names. */
const contents = (begin: string): Record<string, string> =>
  Object.fromEntries(
    files()
      .filter((name) => name.startsWith(begin) && !name.endsWith('-shm'))
      .map((name) => [
        name.endsWith('-wal') ? 'wal' : 'database',
        createHash('sha256')
          .update(readFileSync(join(engineFolder(folder).folder, name)))
          .digest('hex'),
      ]),
  );
const recorded = (): unknown => readEngineRecord(engineFolder(folder).record)?.server_version;

test('another server is refused while a run is open, and afterwards begins anew beside the kept database', async () => {
  await (await useVersion('1.0.0')).connection.leave();
  const before = contents('temporal.db');
  const runs = createFileRunStore({ folder });
  await runs.create('first', examplePlan(), '');
  await runs.append('first', { type: 'run-started', run: 'first', recipe: 'r', attempt: 1, steps: [] });

  await expect(useVersion('2.0.0')).rejects.toMatchObject({
    code: 'engine-version-changed',
    message: 'Temporal is now 2.0.0, but a run is open in the database of 1.0.0: first.',
    hint: expect.stringMatching(/LIMBECK_TEMPORAL_CLI at the old program and finish or cancel/),
  });
  expect([recorded(), contents('temporal.db')]).toEqual(['1.0.0', before]);

  await (await useVersion('1.0.0')).connection.leave();
  const last = contents('temporal.db');
  await runs.append('first', { type: 'run-finished', outcome: 'cancelled' });
  await (await useVersion('2.0.0')).connection.leave();
  expect(said[0]).toMatch(
    /Temporal is now 2\.0\.0; the database of 1\.0\.0 was moved to .*temporal\.db\.server-1\.0\.0\./,
  );
  expect(contents('temporal.db.server-1.0.0.')).toEqual(last);
  expect([recorded(), files().includes('temporal.db')]).toEqual(['2.0.0', true]);
});
