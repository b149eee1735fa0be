import type { JobsUnderWay } from '../contract.js';

/** Thrown through a method's rows when what they asked is in jobs that are not done: no failure, but a time to look again. */
export class JobsPending extends Error {
  constructor(readonly underWay: JobsUnderWay) {
    super(underWay.because);
    this.name = 'JobsPending';
  }
}
