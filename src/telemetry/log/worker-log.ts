/** How loud something is, quietest first. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const LOG_FORMATS = ['text', 'json'] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];

export interface LogOptions {
  readonly format: LogFormat;
  readonly level: LogLevel;
  /** Also the words of errors, which may quote a row, a reply or a server. */
  readonly messages: boolean;
}

export type LogFields = Readonly<Record<string, unknown>>;

/** A worker's log: one line for each thing said. It never holds rows, prompts or replies, and no key that it was told of. */
export interface WorkerLog {
  readonly options: LogOptions;
  write(level: LogLevel, message: string, fields?: LogFields): void;
  /** Values that are taken out of every line from now on. */
  hide(secrets: readonly string[]): void;
}
