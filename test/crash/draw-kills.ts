import { createRandom, type Random } from '../../src/core/random.js';

/** What is killed: one process of the run's family, or all of them at once. */
export const victims = ['worker', 'engine', 'guard', 'trainer', 'cli', 'all'] as const;
export type Victim = (typeof victims)[number];

/**
 * When: counted from when the step has begun, or from the kill before, whichever is later; at the latest when the step
 * is finished. `at` is a training step that is reached.
 */
export type Moment =
  | { readonly step: string; readonly after: 'requests' | 'events'; readonly count: number }
  | { readonly step: 'tune'; readonly after: 'training-step'; readonly count: number };

export interface Kill {
  readonly victim: Victim;
  readonly moment: Moment;
}

const momentsOf: Readonly<Record<string, (random: Random) => Moment>> = {
  write: (random) => ({ step: 'write', after: 'requests', count: 1 + random.below(16) }),
  read: (random) => ({ step: 'read', after: 'requests', count: 1 + random.below(70) }),
  keep: (random) => ({ step: 'keep', after: 'events', count: random.below(3) }),
  clean: (random) => ({ step: 'clean', after: 'events', count: random.below(3) }),
  load: (random) => ({ step: 'tune', after: 'events', count: random.below(4) }),
  train: (random) => ({ step: 'tune', after: 'training-step', count: 1 + random.below(80) }),
  score: (random) => ({ step: 'score', after: 'events', count: random.below(3) }),
};
const inOrder = Object.keys(momentsOf);
/** Where it hurts most is where most kills go. */
const drawnFrom = ['write', 'write', 'read', 'read', 'read', 'keep', 'clean', 'load', 'train', 'score'];

const rank = (place: string, { count }: Moment): number => inOrder.indexOf(place) * 1_000 + count;

/**
 * Three to five kills of one run, in the order of its steps: the same for the same seed. No more, because a worker that
 * dies six times in ten minutes is given up.
 */
export function drawKills(seed: number): readonly Kill[] {
  const random = createRandom(`crash-campaign/${seed}`);
  const drawn = Array.from({ length: 3 + random.below(3) }, () => {
    const place = random.pick(drawnFrom);
    const moment = momentsOf[place]!(random);
    const alive = victims.filter((victim) => victim !== 'trainer' || place === 'load' || place === 'train');
    return { order: rank(place, moment), kill: { victim: random.pick(alive), moment } };
  });
  return drawn.toSorted((a, b) => a.order - b.order).map(({ kill }) => kill);
}

export function describeMoment({ step, after, count }: Moment): string {
  if (after === 'training-step') return `training step ${count}`;
  return `${step} + ${count} ${after}`;
}
