import { createStyle, type Style } from './style.js';

/** Where commands print: results to standard output, what happens on the way to standard error. */
export interface Screen {
  readonly out: Style;
  readonly err: Style;
  readonly env: NodeJS.ProcessEnv;
  /** Standard error is a terminal that can be redrawn. */
  readonly live: boolean;
  readonly print: (text: string) => void;
  readonly note: (text: string) => void;
}

export function processScreen(): Screen {
  const { env, stdout, stderr } = process;
  return {
    out: createStyle(stdout, env),
    err: createStyle(stderr, env),
    env,
    live: stdout.isTTY && env['TERM'] !== 'dumb' && !env['CI'],
    print: (text) => void stdout.write(`${text}\n`),
    note: (text) => void stderr.write(`${text}\n`),
  };
}
