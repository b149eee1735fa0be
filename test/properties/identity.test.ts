import * as fc from 'fast-check';
import { importData } from '../../activities/runtime/step/import-data.js';
import { prepareStep } from '../../activities/runtime/step/prepare-step.js';
import { runChunk } from '../../activities/runtime/rows/run-chunk.js';
import { sealStep } from '../../activities/runtime/step/seal-step.js';
import type { ActivityScope } from '../../activities/runtime/scope.js';
import { LimbeckError } from '../../src/core/errors.js';
import { holds, turns } from '../support/property.js';
import { openSmallWorld } from '../support/small-world.js';

const newScope = (): ActivityScope => ({
  signal: new AbortController().signal,
  stopping: new AbortController().signal,
  report: () => undefined,
});

interface Way {
  readonly chunkRows: number;
  /** Turns the teacher takes for one prompt after another. */
  readonly takes: readonly number[];
  /** Order in which the chunks begin, as weights; all at once or one after another. */
  readonly order: readonly number[];
  readonly atOnce: boolean;
}

/** A step over the rows in this way: digests of all that it leaves. Every fifth reply is refused. */
async function digestsOf(rows: number, way: Way): Promise<unknown> {
  let asked = 0;
  const { deps, artifacts } = await openSmallWorld(
    'run',
    {
      data: { seeds: rows },
      models: { teacher: { base_url: 'http://127.0.0.1:9/v1' } },
      steps: [
        {
          id: 'read',
          use: 'elicit/answer',
          shape: 'map',
          from: { rows: 'seeds' },
          models: { model: ['teacher'] },
          maxFailedShare: 1,
          chunkRows: way.chunkRows,
        },
      ],
    },
    {
      async teacher(prompt) {
        await turns(way.takes[asked++ % way.takes.length]!);
        if (Number(/\d+/.exec(prompt)?.[0] ?? 0) % 5 === 4)
          throw new LimbeckError({ code: 'reply-filtered', message: 'No.', kind: 'row' });
        return prompt.toUpperCase();
      },
    },
  );
  const seeds = await importData(deps, { run: 'run', name: 'seeds' }, newScope());
  const step = { run: 'run', step: 'read' };
  const { key, inputs, models } = await prepareStep(deps, { ...step, upstream: { seeds } });
  const chunks: { from: number; to: number; weight: number }[] = [];
  for (let from = 0; from < rows; from += way.chunkRows)
    chunks.push({
      from,
      to: Math.min(rows, from + way.chunkRows),
      weight: way.order[chunks.length % way.order.length]!,
    });
  const tasks = chunks
    .toSorted((a, b) => a.weight - b.weight)
    .map(
      ({ from, to }) =>
        () =>
          runChunk(deps, { ...step, key, inputs, models, part: 'rows', from, to }, newScope()),
    );
  if (way.atOnce) await Promise.all(tasks.map((task) => task()));
  else for (const task of tasks) await task();
  const sealed = { ...step, key, inputs, models, rows, chunkRows: { rows: way.chunkRows }, started_ms: 0 };
  const { outputs } = await sealStep(deps, sealed, newScope());
  const { failures, rejected, calls, counts } = (await artifacts.getStep(key))!;
  return { key, outputs, failures, rejected, calls, counts };
}

test('the data sets of a step do not depend on chunk size, on the order of replies or on what is done at once', async () => {
  const ways = fc.record({
    chunkRows: fc.integer({ min: 1, max: 40 }),
    takes: fc.array(fc.nat(3), { minLength: 1, maxLength: 7 }),
    order: fc.array(fc.nat(9), { minLength: 1, maxLength: 5 }),
    atOnce: fc.boolean(),
  });
  await holds(
    fc.asyncProperty(fc.nat(30), ways, async (rows, way) => {
      const plain = await digestsOf(rows, { chunkRows: 1_000, takes: [0], order: [0], atOnce: false });
      expect(await digestsOf(rows, way)).toEqual(plain);
    }),
    40,
  );
});
