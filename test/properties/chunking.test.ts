import * as fc from 'fast-check';
import type { RunChunkInput, ScheduledStep, SealStepInput } from '../../src/core/ports.js';
import type { StepInput } from '../../workflows/step-input.js';
import { stepMap } from '../../workflows/step-map.js';
import { ContinuedAsNew, world } from '../support/fake-workflow-sdk.js';
import { holds, turns } from '../support/property.js';

jest.mock('@temporalio/workflow', () => jest.requireActual('../support/fake-workflow-sdk'));

const shapes = fc.record({
  rows: fc.nat(60),
  parts: fc.array(fc.record({ chunk_rows: fc.integer({ min: 1, max: 25 }), window: fc.integer({ min: 1, max: 5 }) }), {
    minLength: 1,
    maxLength: 3,
  }),
  chunksPerRun: fc.integer({ min: 1, max: 9 }),
  window: fc.integer({ min: 1, max: 6 }),
  /** Turns that one chunk after another takes. */
  takes: fc.array(fc.nat(3), { minLength: 1, maxLength: 7 }),
  /** Times a chunk that is a batch is looked at in vain, one chunk after another. */
  waits: fc.array(fc.nat(2), { minLength: 1, maxLength: 7 }),
  /** When the server thinks the history is long. Never twice at once: a run that may do nothing at all would go on for ever. */
  suggests: fc.array(fc.nat(30), { maxLength: 3 }),
});
type Shape = typeof shapes extends fc.Arbitrary<infer Value> ? Value : never;

interface Seen {
  readonly chunks: RunChunkInput[];
  readonly sealed: SealStepInput[];
  mostOpen: number;
  /** Chunk activities of one run of the workflow after another. */
  readonly perRun: number[];
}

function startInput({ rows, parts, chunksPerRun, window }: Shape): StepInput {
  const named = parts.map((part, at) => ({ ...part, name: `part-${at}`, queue: 'cpu' }));
  const activity = {
    start_to_close_ms: 1,
    heartbeat_ms: 1,
    retry: { initial_ms: 1, backoff: 1, max_ms: 1, attempts: 1 },
  };
  return {
    queuePrefix: 'p',
    limits: { chunksPerRun, window },
    schedule: { id: 's', parts: named, activity, max_failed_share: 1 } as unknown as ScheduledStep,
    ref: { run: 'r', step: 's', key: 'k', inputs: {}, models: {} },
    rows,
    parts: named.map(({ name }) => name),
    started_ms: 0,
  };
}

async function runToItsEnd(shape: Shape): Promise<Seen> {
  const seen: Seen = { chunks: [], sealed: [], mostOpen: 0, perRun: [] };
  let open = 0;
  let taken = 0;
  const lookedAt = new Map<string, number>();
  let asked = 0;
  const suggests = new Set(shape.suggests);
  world.continueAsNewSuggested = () => suggests.delete(asked++);
  world.activities = {
    async runChunk(input) {
      taken++;
      seen.mostOpen = Math.max(seen.mostOpen, ++open);
      await turns(shape.takes[taken % shape.takes.length]!);
      open--;
      const name = `${input.part}/${input.from}`;
      const looks = lookedAt.get(name) ?? 0;
      lookedAt.set(name, looks + 1);
      if (looks < shape.waits[input.from % shape.waits.length]!)
        return { out: 0, rejected: 0, failed: 0, waits: { jobs: ['job'], look_in_ms: 1 } };
      seen.chunks.push(input);
      return { out: input.to - input.from, rejected: 0, failed: 0 };
    },
    async sealStep(input) {
      expect(open).toBe(0);
      seen.sealed.push(input);
      return { step: 's', state: 'done', key: 'k', reused: false, outputs: {}, rows: 0 };
    },
  };
  for (let input: unknown = startInput(shape); ;) {
    const before = taken;
    try {
      await stepMap(input as StepInput);
      return seen;
    } catch (error) {
      if (!(error instanceof ContinuedAsNew)) throw error;
      input = error.input;
    } finally {
      seen.perRun.push(taken - before);
    }
  }
}

test('whatever the sizes, windows and limits, each part covers each row once and the step is sealed once', async () => {
  await holds(
    fc.asyncProperty(shapes, async (shape) => {
      const { chunks, sealed, mostOpen } = await runToItsEnd(shape);
      for (const [at, { chunk_rows: size }] of shape.parts.entries()) {
        const own = chunks.filter(({ part }) => part === `part-${at}`).map(({ from, to }) => [from, to] as const);
        const wanted: (readonly [number, number])[] = [];
        for (let from = 0; from < shape.rows; from += size) wanted.push([from, Math.min(shape.rows, from + size)]);
        expect(own.toSorted(([a], [b]) => a - b)).toEqual(wanted);
      }
      expect(sealed.map(({ rows }) => rows)).toEqual([shape.rows]);
      expect(mostOpen).toBeLessThanOrEqual(shape.window);
    }),
    150,
  );
});

test('no run of the workflow is the parent of more chunks than it may be', async () => {
  await holds(
    fc.asyncProperty(shapes, async (shape) => {
      const { perRun } = await runToItsEnd(shape);
      expect(Math.max(...perRun)).toBeLessThanOrEqual(shape.chunksPerRun);
    }),
    50,
  );
});
