import * as fc from 'fast-check';

/**
 * Properties are tried with the same cases every time; LIMBECK_SEED gives others and LIMBECK_PROPERTY_RUNS more of them. A
 * case that fails is printed with its seed and path, made as small as it can be.
 */
const SEED = Number(process.env['LIMBECK_SEED'] ?? 20_261_124);
const MORE = Number(process.env['LIMBECK_PROPERTY_RUNS'] ?? 0);

export async function holds<Case extends [unknown, ...unknown[]]>(
  property: fc.IAsyncProperty<Case> | fc.IProperty<Case>,
  runs = 100,
): Promise<void> {
  await fc.assert(property, { seed: SEED, numRuns: Math.max(runs, MORE) });
}

/** Whole turns of the event loop to wait: how long something takes, without a clock. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise(setImmediate);
}
