/**
 * The one error class of the product. What went wrong is decided where it is thrown; `to-failure.ts` is the only
 * place that turns it into Temporal's failure, the CLI the only one that prints it.
 */
export type FailureKind =
  /** Trouble outside that may pass: network, rate limit, lost worker. Tried again. */
  | 'transient'
  /** This row cannot be done (unparsable reply, refused content). It goes to the failure list; the step goes on. */
  | 'row'
  /** Nothing will help but a person: wrong recipe, refused key, full disk. The run stops. */
  | 'fatal'
  /** A budget would be passed. The run pauses and can be resumed with a larger one. */
  | 'budget';

/** A place in a file, 1-based; `line` and `column` absent when the whole file is meant. */
export interface SourcePlace {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** The source line, for the caret. */
  readonly text?: string;
}

export interface LimbeckErrorInput {
  /** Stable kebab-case code, listed in docs/errors.md. */
  readonly code: string;
  /** What is wrong, naming the thing. One sentence. */
  readonly message: string;
  /** What to do next. */
  readonly hint?: string | undefined;
  readonly where?: SourcePlace | undefined;
  /** Default `fatal`. */
  readonly kind?: FailureKind;
  readonly cause?: unknown;
  /** Seconds are never used: milliseconds to wait before the next try, when the other side said so. */
  readonly retryAfterMs?: number | undefined;
}

export class LimbeckError extends Error {
  readonly code: string;
  readonly hint: string | undefined;
  readonly where: SourcePlace | undefined;
  readonly kind: FailureKind;
  readonly retryAfterMs: number | undefined;

  constructor(input: LimbeckErrorInput) {
    super(input.message, input.cause === undefined ? undefined : { cause: input.cause });
    this.name = 'LimbeckError';
    this.code = input.code;
    this.hint = input.hint;
    this.where = input.where;
    this.kind = input.kind ?? 'fatal';
    this.retryAfterMs = input.retryAfterMs;
  }

  get retryable(): boolean {
    return this.kind === 'transient';
  }
}

/** True also for an error that crossed a jest realm or a second copy of this file. */
export function isLimbeckError(error: unknown): error is LimbeckError {
  return error instanceof Error && error.name === 'LimbeckError' && 'code' in error;
}
