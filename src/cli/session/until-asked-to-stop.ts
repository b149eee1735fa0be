import { EXIT } from '../exit-code.js';

/** For processes that serve: aborted by TERM, Ctrl-C or, on request, the end of standard input. A second signal ends at once. */
export function untilAskedToStop(options: {
  readonly stdin: boolean;
  readonly say: (message: string) => void;
}): AbortSignal {
  const controller = new AbortController();
  const stop = (because: string): void => {
    if (controller.signal.aborted) return;
    options.say(`Stopping: ${because}.`);
    controller.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(EXIT.interrupted);
      stop(signal);
    });
  }
  if (options.stdin) {
    process.stdin.on('error', () => stop('standard input broke'));
    process.stdin.on('close', () => stop('whoever started this process is gone'));
    process.stdin.resume();
    // The pipe alone must not keep a finished process alive.
    if (typeof process.stdin.unref === 'function') process.stdin.unref();
  }
  return controller.signal;
}
