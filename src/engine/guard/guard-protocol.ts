/** JSON lines between the guard of an embedded engine and the processes that use it. */

/** First line on the guard's standard input, which then stays open until whoever started it is a user. */
export interface GuardSpec {
  readonly binary: string;
  readonly serverVersion: string;
  readonly port: number;
  readonly database: string;
  readonly record: string;
  readonly log: string;
  readonly token: string;
}

/** The guard's one line on standard output. */
export type GuardGreeting = { readonly ready: true } | { readonly ready: false; readonly because: string };

/** `use` makes the connection a user, until it ends, however it ends; `leave` ends it politely. */
export interface GuardRequest {
  readonly token: string;
  readonly want: 'use' | 'leave';
  /** With `use`: this is the process that started the guard; its pipe need not be counted any more. */
  readonly parent?: boolean;
}

export type GuardNews =
  | { readonly news: 'welcome'; readonly users: number }
  /** Answers `leave`; `last` says that the engine stops now. */
  | { readonly news: 'farewell'; readonly last: boolean }
  | { readonly news: 'stopping' }
  | { readonly news: 'server-restarted'; readonly because: string; readonly times: number }
  | { readonly news: 'server-gave-up'; readonly because: string };

/** Restarts of a dying server before the guard gives up, and the time in which they are counted. */
export const MAX_RESTARTS = 5;
export const RESTART_WINDOW_MS = 10 * 60_000;
/** What a server may take to write its database and end after TERM. */
export const STOP_GRACE_MS = 10_000;

/** Call `take` with each line of a stream of text. */
export function lineReader(take: (line: string) => void): (chunk: string) => void {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') take(line);
  };
}
