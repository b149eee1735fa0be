import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { repoRoot } from './source-tree.js';

/** The built command line as a user runs it: a real process, real exit code, real output. */
export interface CliResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCli {
  readonly process: ChildProcess;
  readonly result: Promise<CliResult>;
  /** Resolves when standard output or standard error matches; rejects when the process ends first. */
  saw(pattern: RegExp): Promise<RegExpMatchArray>;
}

export interface CliOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

export function startLimbeck(args: readonly string[], options: CliOptions): RunningCli {
  const child = spawn(process.execPath, [join(repoRoot, 'bin', 'limbeck.js'), ...args], {
    cwd: options.cwd,
    env: { ...process.env, NO_COLOR: '1', CI: 'true', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  let ended = false;
  const watchers = new Set<() => void>();
  const tell = (): void => {
    for (const watcher of watchers) watcher();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    tell();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    tell();
  });
  const result = once(child, 'close').then(([code, signal]): CliResult => {
    ended = true;
    tell();
    return { code: code as number | null, signal: signal as NodeJS.Signals | null, stdout, stderr };
  });
  const saw = (pattern: RegExp): Promise<RegExpMatchArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const match = stdout.match(pattern) ?? stderr.match(pattern);
        if (!match && !ended) return;
        watchers.delete(look);
        if (match) resolve(match);
        else
          reject(
            new Error(`limbeck ${args.join(' ')} ended without printing ${String(pattern)}\n${stdout}\n${stderr}`),
          );
      };
      watchers.add(look);
      look();
    });
  return { process: child, result, saw };
}

export function limbeck(args: readonly string[], options: CliOptions): Promise<CliResult> {
  return startLimbeck(args, options).result;
}
