/** What the pure layers need of an AbortSignal; Node's own fits. */
export interface CancelSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
}
