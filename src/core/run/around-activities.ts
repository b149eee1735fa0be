import type { Activities } from '../ports.js';

/** What of an activity's input says whose work it is, and which piece of it. */
export interface PieceOfWork {
  readonly run: string;
  readonly step?: string;
  readonly part?: string;
  readonly from?: number;
  readonly to?: number;
  readonly round?: number;
}

export type AroundActivity = <Result>(
  activity: string,
  input: PieceOfWork,
  work: () => Promise<Result>,
) => Promise<Result>;

/** The same activities, each run through `around`, which must give what `work` gives. */
export function aroundActivities(activities: Activities, around: AroundActivity): Activities {
  const wrapped = Object.entries(activities).map(([name, activity]) => [
    name,
    (input: PieceOfWork) => around(name, input, () => (activity as (input: PieceOfWork) => Promise<unknown>)(input)),
  ]);
  return Object.fromEntries(wrapped) as Activities;
}
