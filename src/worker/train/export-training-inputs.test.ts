import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Objective } from '../../../activities/distill/contract.js';
import type { TrainingJob } from '../../../activities/runtime/deps.js';
import { createFileArtifactStore } from '../../artifacts/file/file-artifact-store.js';
import { sha256Hex } from '../../core/digest.js';
import { exportTrainingInputs } from './export-training-inputs.js';

const folder = mkdtempSync(join(tmpdir(), 'limbeck-inputs-'));
const artifacts = createFileArtifactStore({ folder });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { signal } = new AbortController();
const objective = {
  id: 'both',
  ports: {
    rows: { kinds: ['preference'], description: '' },
    more: { kinds: ['sft'], optional: true, description: '' },
  },
} as unknown as Objective;
const jobWith = (inputs: TrainingJob['inputs']): TrainingJob =>
  ({ step: 'tune', key: 'a'.repeat(64), inputs }) as TrainingJob;

test('each port becomes a file with the kind of its rows; an optional one may be left out', async () => {
  const pairs = [{ id: 'a', parents: [], prompt: 'p', chosen: 'c', rejected: 'r' }];
  const { digest } = await artifacts.writeDataSet('preference', pairs);
  const sft = await artifacts.writeDataSet('sft', [{ id: 'b', parents: [], prompt: 'p', completion: 'c' }]);
  const whole = await exportTrainingInputs(artifacts, jobWith({ rows: digest, more: sft.digest }), objective, signal);
  expect(whole.rows).toBe(1);
  const { rows, more } = whole.inputs;
  expect([rows!.kind, more!.kind]).toEqual(['preference', 'sft']);
  expect(readFileSync(rows!.files[0]!, 'utf8')).toBe(
    '{"chosen":"c","id":"a","parents":[],"prompt":"p","rejected":"r"}\n',
  );
  // Written again by the next attempt, and nothing half made is left.
  const again = await exportTrainingInputs(artifacts, jobWith({ rows: digest }), objective, signal);
  expect(again.inputs).toEqual({ rows });
  expect(readdirSync(dirname(rows!.files[0]!)).toSorted()).toEqual(['more.jsonl', 'rows.jsonl']);
});

test('values that rows name lie in a folder beside them', async () => {
  const block = Buffer.from('values');
  const values = { digest: sha256Hex('values'), bytes: block.length };
  const written = await artifacts.writeDataSet('logits', [{ id: 'a', parents: [], values }], async () => block);
  const { inputs } = await exportTrainingInputs(artifacts, jobWith({ rows: written.digest }), objective, signal);
  expect(readFileSync(join(inputs['rows']!.side!, 'side.bin'))).toEqual(block);
  expect(readdirSync(inputs['rows']!.side!).toSorted()).toEqual(['side.bin', 'side.idx']);
});

test('rows that are missing, and rows for a port that is not there, are told', async () => {
  await expect(exportTrainingInputs(artifacts, jobWith({}), objective, signal)).rejects.toMatchObject({
    code: 'input-missing',
    message: 'Step "tune" has no rows to train on.',
  });
  const { digest } = await artifacts.writeDataSet('sft', [{ id: 'b', parents: [], prompt: 'p', completion: 'c' }]);
  await expect(
    exportTrainingInputs(artifacts, jobWith({ rows: digest, extra: digest }), objective, signal),
  ).rejects.toMatchObject({ message: 'Step "tune" is given "extra", which distill/both does not take.' });
});
