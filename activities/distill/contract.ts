import type { Access, JsonSchema, Port } from '../../src/core/method.js';

/**
 * A distillation objective as the trainer publishes it: trainer/src/limbeck_trainer/objectives/<folder>/objective.json,
 * in the vocabulary of methods. What folders there are is the list, read by both languages.
 */
export interface Objective {
  readonly id: string;
  readonly version: number;
  /** Which of the trainer's bases it stands on. */
  readonly engine: 'supervised' | 'preference' | 'online';
  readonly category: 'supervised' | 'divergence-and-similarity' | 'reinforcement-learning' | 'rank-optimization';
  readonly summary: string;
  /** The first is the one a bare `from` means. */
  readonly ports: Readonly<Record<string, Port>>;
  /**
   * Parameters that name models, each with what the model must offer. `student` is always among them; one that is not
   * required may be left out of a recipe, and then the job has no such model.
   */
  readonly needs: Readonly<Record<string, readonly Access[]>>;
  /** JSON Schema of `with`. */
  readonly params: JsonSchema;
  /** Tokens are compared one by one: its models, and those whose token ids are in its rows, must have one tokenizer. */
  readonly same_tokenizer?: boolean;
  /** What the kind of the first port's rows asks of the parameters, where kinds differ in that. */
  readonly by_kind?: Readonly<Record<string, KindRule>>;
}

export interface KindRule {
  readonly required?: readonly string[];
  readonly left_out?: readonly string[];
  /** Values a parameter may have. */
  readonly only?: Readonly<Record<string, readonly (string | number | boolean)[]>>;
  /** A sentence for people. */
  readonly because: string;
}
