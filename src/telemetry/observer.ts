import type { RunEvent } from '../../schemas/generated/run-event.js';
import type { Activities } from '../core/ports.js';
import type { Ledger } from '../ledger/contract.js';
import type { ModelProvider } from '../models/contract.js';

/**
 * Somebody who looks at a worker from outside: metrics, traces, logs. An observer changes nothing of what it sees, never
 * throws into the work, and costs nothing where there is none: it wraps what it wants to see, once, when the worker starts.
 */
export interface Observer {
  /** Every event that this process has written. */
  event?(run: string, event: RunEvent): void;
  /** A model's provider, as it is opened; `name` as the recipe has it. */
  provider?(name: string, provider: ModelProvider): ModelProvider;
  ledger?(ledger: Ledger): Ledger;
  activities?(activities: Activities): Activities;
  /** The worker has ended. */
  close?(): Promise<void>;
}
