import type { LimbeckError } from '../../core/errors.js';
import { findFullStore } from '../../files/free-space.js';
import { diskFull } from '../../files/store-trouble.js';

export interface SpaceWatch {
  /** Resolves when the disk is full; never rejects. */
  readonly failed: Promise<LimbeckError>;
  stop(): void;
}

const EVERY_MS = 1_000;

/**
 * Look at the disks under the project's state while a run goes: an engine that cannot write its database says nothing, it
 * only stands still.
 */
export function watchSpace(state: string): SpaceWatch {
  let stop: () => void = () => undefined;
  const failed = new Promise<LimbeckError>((resolve) => {
    const timer = setInterval(() => {
      const full = findFullStore(state);
      if (full !== undefined) resolve(diskFull(full));
    }, EVERY_MS);
    stop = () => clearInterval(timer);
  });
  return { failed, stop: () => stop() };
}
