import type { Row } from '../../../src/core/record-kinds.js';
import { openSmallWorld, viewOf } from '../../../test/support/small-world.js';
import type { ActivityScope } from '../scope.js';
import { importData } from '../step/import-data.js';
import { prepareStep } from '../step/prepare-step.js';
import { sealStep } from '../step/seal-step.js';
import { asideDraft, isRejected, workOnRow } from './put-aside.js';
import { runChunk } from './run-chunk.js';

const scope: ActivityScope = {
  signal: new AbortController().signal,
  stopping: new AbortController().signal,
  report: () => undefined,
};
const row: Row = { id: 'r0', parents: [], prompt: 'What is 6 x 7?' };

/** A step that makes four copies of each row, through chunks of two rows. */
async function copyRows(prompts: readonly string[]) {
  const world = await openSmallWorld(
    'run',
    {
      data: { seeds: prompts.length },
      models: {},
      steps: [
        {
          id: 'copy',
          use: 'refine/shout',
          shape: 'map',
          from: { rows: 'seeds' },
          chunkRows: 2,
          with: { copies: 4 },
        },
      ],
    },
    { say: (index) => prompts[index]! },
  );
  const { deps, artifacts } = world;
  const seeds = await importData(deps, { run: 'run', name: 'seeds' }, scope);
  const step = { run: 'run', step: 'copy' };
  const { key, inputs, models, rows } = await prepareStep(deps, { ...step, upstream: { seeds } });
  const chunks = [];
  for (let from = 0; from < rows; from += 2)
    chunks.push(
      await runChunk(deps, { ...step, key, inputs, models, part: 'rows', from, to: Math.min(from + 2, rows) }, scope),
    );
  const told = (await viewOf(world, 'run')).steps.get('copy');
  await sealStep(deps, { ...step, key, inputs, models, rows, chunkRows: { rows: 2 }, started_ms: 0 }, scope);
  const record = (await artifacts.getStep(key))!;
  return { record, told, chunks, aside: record.rejected ? artifacts.rowsOf(record.rejected) : [] };
}

test('four drafts put aside of one row are one rejected row, four drafts and four reasons', async () => {
  const { record, aside, told } = await copyRows(['none of it']);
  expect(record.counts).toEqual({
    in: 1,
    out: 0,
    rejected: 1,
    rejected_drafts: 4,
    failed: 0,
    reasons: { 'said-none': 4 },
  });
  expect(aside.map((entry) => entry['rejected_detail'])).toEqual(['copy 0', 'copy 1', 'copy 2', 'copy 3']);
  expect(told).toMatchObject({ rejected: 1, done: 0 });
});

test('a row of which some drafts were put aside and others kept is no rejected row', async () => {
  const { record, chunks, told } = await copyRows(['some of it', 'all of it', 'drop it']);
  expect(record.counts).toEqual({
    in: 3,
    out: 6,
    rejected: 1,
    rejected_drafts: 3,
    failed: 0,
    reasons: { 'said-none': 2, 'said-drop': 1 },
  });
  expect(chunks.map(({ rejected }) => rejected)).toEqual([0, 1]);
  expect(told).toMatchObject({ rejected: 1, done: 2 });
});

test('where rows and drafts put aside are as many, only rows are told', async () => {
  const { record } = await copyRows(['drop this', 'drop that']);
  expect(record.counts).toEqual({ in: 2, out: 0, rejected: 2, failed: 0, reasons: { 'said-drop': 2 } });
});

test('what was put aside before a row failed is kept, and the row is a failed one', async () => {
  const made = await workOnRow(row, async function* (reject) {
    reject('reply-cut-off');
    yield { completion: '42' };
    reject('no-answer', { row: { completion: 'who knows' }, detail: 'no number' });
    throw new Error('and then this');
  });
  expect(made).toEqual({
    drafts: [{ completion: '42' }],
    aside: [
      { ...row, rejected_because: 'reply-cut-off' },
      {
        id: 'r0',
        parents: [],
        completion: 'who knows',
        rejected_because: 'no-answer',
        rejected_detail: 'no number',
      },
    ],
    error: new Error('and then this'),
  });
  expect(isRejected(made)).toBe(false);
});

test('a row that yields nothing and rejects nothing is no rejected row', async () => {
  expect(isRejected(await workOnRow(row, async function* () {}))).toBe(false);
});

test('over a whole data set a method must say what it puts aside', () => {
  expect(() => asideDraft('duplicate')).toThrow('A method put something aside as "duplicate" without saying what.');
  expect(asideDraft('duplicate', { row })).toEqual({ ...row, rejected_because: 'duplicate' });
});
