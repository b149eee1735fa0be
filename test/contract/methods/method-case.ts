import type { Row } from '../../../src/core/record-kinds.js';
import type { FakeWorld } from '../../support/fake-context.js';

/**
 * A small run of a method: enough to see that it keeps its declarations. Every method has one in its folder, as
 * `methodCase` of case.ts.
 */
export interface MethodCase {
  readonly with: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, readonly Row[]>>;
  /** Kind of the first input, for methods that pass kinds on. */
  readonly kind: string;
  readonly world?: FakeWorld;
}
