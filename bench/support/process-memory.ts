import { readFileSync } from 'node:fs';

/** Peak memory of another process, in MB, sampled from /proc while it runs. */
export interface MemoryWatch {
  /** `resident`: all of it, the kernel's own high-water mark. `own`: without pages of mapped files, which the kernel may drop. */
  stop(): { readonly resident: number; readonly own: number };
}

const EVERY_MS = 200;
const KB_A_MB = 1024;

export function watchMemory(pid: number): MemoryWatch {
  let resident = 0;
  let own = 0;
  const look = (): void => {
    const status = statusOf(pid);
    if (status === undefined) return;
    resident = Math.max(resident, kilobytes(status, 'VmHWM'));
    own = Math.max(own, kilobytes(status, 'RssAnon'));
  };
  const timer = setInterval(look, EVERY_MS);
  look();
  return {
    stop() {
      look();
      clearInterval(timer);
      return { resident: Math.round(resident / KB_A_MB), own: Math.round(own / KB_A_MB) };
    },
  };
}

function statusOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return undefined;
  }
}

function kilobytes(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
}
