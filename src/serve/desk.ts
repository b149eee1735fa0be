import type { StudentEngine } from '../models/onnx/contract.js';
import type { Places } from './places.js';

/** What every request is answered with. */
export interface Desk {
  readonly engine: StudentEngine;
  /** The model's id in requests and replies. */
  readonly name: string;
  readonly places: Places;
  /** Asked for as `Authorization: Bearer`; absent on a loopback address without one. */
  readonly token?: string;
  /** Aborted when the server gives up on what is still in flight. */
  readonly stopped: AbortSignal;
  readonly chance: Chance;
  readonly startedSeconds: number;
  /** Trouble of the server's own, for whoever runs it. */
  readonly report: (error: unknown) => void;
}

/** What is not a function of the request; injected, so that tests are. */
export interface Chance {
  readonly nowSeconds: () => number;
  /** Of letters and digits. */
  readonly newId: () => string;
  /** For requests without a seed of their own. */
  readonly newSeed: () => number;
}
