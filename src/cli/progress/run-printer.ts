import type { RunEvent } from '../../../schemas/generated/run-event.js';

/** Shows a run while it goes. */
export interface RunPrinter {
  /** An event that happened before we came is folded, not announced. */
  readonly event: (event: RunEvent, past: boolean) => void;
  /** Something that is not in the run's events: the engine was started again. */
  readonly notice: (message: string) => void;
  /** Steps that wait for a worker where none is free: their queues, by step; '' stands for the run itself. */
  readonly unserved: (queues: ReadonlyMap<string, string>) => void;
  /** Leave the terminal as it should stay. */
  readonly close: () => void;
}
