import type { LogFields, LogLevel, LogOptions, WorkerLog } from './worker-log.js';
import { LOG_LEVELS } from './worker-log.js';

export interface OpenLogInput {
  readonly options: LogOptions;
  /** Takes a line without its end. */
  readonly print: (line: string) => void;
  /** As Temporal names it. */
  readonly worker: string;
  readonly now: () => Date;
}

/** Anything shorter would be found in every other word. */
const SHORTEST_SECRET = 6;

export async function openLog({ options, print, worker, now }: OpenLogInput): Promise<WorkerLog> {
  const hidden = new Set<string>();
  const out = (line: string): void => {
    let clean = line;
    for (const secret of hidden) clean = clean.replaceAll(secret, '[secret]');
    print(clean);
  };
  const write = options.format === 'json' ? await jsonWriter(options.level, worker, out) : textWriter(out, now);
  return {
    options,
    write(level, message, fields = {}) {
      if (LOG_LEVELS.indexOf(level) >= LOG_LEVELS.indexOf(options.level)) write(level, message, fields);
    },
    hide(secrets) {
      for (const secret of secrets) if (secret.length >= SHORTEST_SECRET) hidden.add(secret);
    },
  };
}

type Write = (level: LogLevel, message: string, fields: LogFields) => void;

function textWriter(out: (line: string) => void, now: () => Date): Write {
  return (level, message, fields) => {
    const facts = Object.entries(fields).map(([name, value]) => ` ${name}=${inText(value)}`);
    out(`${now().toISOString()} ${level === 'info' ? '' : `${level} `}${message}${facts.join('')}`);
  };
}

function inText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /[\s"=]/.test(text) ? JSON.stringify(text) : text;
}

async function jsonWriter(level: LogLevel, worker: string, out: (line: string) => void): Promise<Write> {
  const { pino } = await import('pino');
  const logger = pino(
    {
      level,
      base: { worker },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => out(line.trimEnd()) },
  );
  return (at, message, fields) => logger[at](fields, message);
}
