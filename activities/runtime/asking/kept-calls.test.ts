import type { Row } from '../../../src/core/record-kinds.js';
import { openSmallWorld } from '../../../test/support/small-world.js';
import { importData } from '../step/import-data.js';
import { prepareStep } from '../step/prepare-step.js';
import { runChunk } from '../rows/run-chunk.js';
import type { ActivityScope } from '../scope.js';
import { sealStep } from '../step/seal-step.js';

const scope: ActivityScope = {
  signal: new AbortController().signal,
  stopping: new AbortController().signal,
  report: () => undefined,
};

/** A map step over three rows in two chunks, without Temporal: its rows, and the calls kept beside them. */
async function runStep(
  asks: number | undefined,
): Promise<{ readonly rows: readonly Row[]; readonly calls: readonly Row[] }> {
  const { deps, artifacts } = await openSmallWorld('run', {
    data: { seeds: 3 },
    models: { teacher: { base_url: 'http://127.0.0.1:9/v1' } },
    steps: [
      {
        id: 'read',
        use: 'elicit/answer',
        shape: 'map',
        from: { rows: 'seeds' },
        models: { model: ['teacher'] },
        chunkRows: 2,
        with: asks === undefined ? {} : { asks },
      },
    ],
  });
  const seeds = await importData(deps, { run: 'run', name: 'seeds' }, scope);
  const step = { run: 'run', step: 'read' };
  const { key, inputs, models, rows } = await prepareStep(deps, { ...step, upstream: { seeds } });
  for (const [from, to] of [
    [2, 3],
    [0, 2],
  ] as const)
    await runChunk(deps, { ...step, key, inputs, models, part: 'rows', from, to }, scope);
  const sealed = { ...step, key, inputs, models, rows, chunkRows: { rows: 2 }, started_ms: 0 };
  const { outputs } = await sealStep(deps, sealed, scope);
  const record = await artifacts.getStep(key);
  return { rows: artifacts.rowsOf(outputs['rows']!), calls: artifacts.rowsOf(record!.calls!) };
}

test('a call is about its input row, in the order of the rows, however the chunks came', async () => {
  const { rows, calls } = await runStep(undefined);
  expect(calls.map((call) => call['rows'])).toEqual(rows.map(({ parents }) => parents));
  expect(calls[0]).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{64}$/),
    parents: [],
    rows: rows[0]!.parents,
    role: 'model',
    model: 'teacher',
    messages: [{ role: 'user', content: rows[0]!['prompt'] }],
    sample_index: 0,
  });
});

test('of several replies to one row, each is about the row that was made from it', async () => {
  const { rows, calls } = await runStep(2);
  expect(rows).toHaveLength(6);
  expect(calls.map((call) => call['rows'])).toEqual(rows.map(({ id }) => [id]));
});
