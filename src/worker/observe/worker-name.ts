import { hostname } from 'node:os';

/** This process as Temporal names its workers, so that what both say of it can be put together. */
export function workerName(): string {
  return `${process.pid}@${hostname()}`;
}
