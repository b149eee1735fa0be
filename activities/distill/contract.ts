import type { Access, JsonSchema } from '../../src/core/method.js';
import type { RecordKind } from '../../src/core/record-kinds.js';

/**
 * A distillation objective as the trainer publishes it: trainer/src/limbeck_trainer/objectives/<id>/objective.json.
 * The list is objectives/index.json, read by both languages.
 */
export interface Objective {
  readonly id: string;
  readonly version: number;
  readonly family: 'supervised' | 'divergence-and-similarity' | 'reinforcement-learning' | 'rank-optimization';
  readonly summary: string;
  readonly accepts: readonly RecordKind[];
  /** Parameters that name models, each with what the model must offer. `student` is always among them. */
  readonly needs: Readonly<Record<string, readonly Access[]>>;
  /** JSON Schema of `with`. */
  readonly params: JsonSchema;
}
