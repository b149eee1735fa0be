import { EXIT } from '../exit-code.js';

export interface Interruption {
  /** Aborted at the first Ctrl-C (or TERM, or a closed terminal). */
  readonly signal: AbortSignal;
  dispose(): void;
}

/** The first signal asks for a safe stop; the second ends the process at once, which is safe as well. */
export function onInterruption(say: (message: string) => void): Interruption {
  const controller = new AbortController();
  const handle = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
    say('Stopping. Once more ends at once.');
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, handle);
  return {
    signal: controller.signal,
    dispose: () => {
      for (const signal of signals) process.off(signal, handle);
    },
  };
}
