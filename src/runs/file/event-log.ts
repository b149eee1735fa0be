import { constants, watch, type FSWatcher } from 'node:fs';
import { open, readFile, type FileHandle } from 'node:fs/promises';
import { once } from 'node:events';
import type { RunEvent } from '../../../schemas/generated/run-event.js';
import { sealJson, unsealJson } from '../../files/sealed-json.js';
import { errorCode } from '../../files/store-trouble.js';

/**
 * A run's events.jsonl. Several processes append: each event is one write of one whole line with O_APPEND, which the
 * kernel does not mix. A process that dies inside a write leaves a torn line; it is ended by the next writer. What is
 * torn or does not match its seal is skipped by readers and named by `limbeck doctor --deep`.
 */
const NEWLINE = 10;
/** Readers look this often besides being told by the file system, which some file systems never do. */
const POLL_MS = 250;

export class EventLog {
  private queue: Promise<void> = Promise.resolve();
  /** Whether the file is known to end in a whole line. */
  private whole = false;

  constructor(
    private readonly path: string,
    /** Throws when there is no such run. */
    private readonly checkRun: () => Promise<unknown>,
  ) {}

  /** In the order of calls. */
  append(event: RunEvent, options: { readonly flush: boolean }): Promise<void> {
    const written = this.queue.then(() => this.write(`${sealJson(event)}\n`, options.flush));
    this.queue = written.catch(() => {});
    return written;
  }

  async read(): Promise<RunEvent[]> {
    try {
      const { events } = splitEvents(await readFile(this.path));
      return events;
    } catch (error) {
      throw await this.explain(error);
    }
  }

  /** All events from the first, then new ones as they are written. Ends when the signal is aborted. */
  async *follow(signal: AbortSignal): AsyncIterable<RunEvent> {
    const handle = await this.open('r');
    const bell = new Doorbell(this.path, signal);
    try {
      let rest: Buffer = Buffer.alloc(0);
      while (!signal.aborted) {
        const rung = bell.next();
        const fresh = await readOn(handle);
        if (fresh.length === 0) {
          await rung;
          continue;
        }
        const split = splitEvents(Buffer.concat([rest, fresh]));
        rest = split.rest;
        yield* split.events;
      }
    } finally {
      bell.close();
      await handle.close();
    }
  }

  private async open(flags: string | number): Promise<FileHandle> {
    try {
      return await open(this.path, flags);
    } catch (error) {
      throw await this.explain(error);
    }
  }

  /** The file is made with its run: without it, most likely the run is not there. */
  private async explain(error: unknown): Promise<unknown> {
    if (errorCode(error) === 'ENOENT') await this.checkRun();
    return error;
  }

  private async write(line: string, flush: boolean): Promise<void> {
    const handle = await this.open(constants.O_RDWR | constants.O_APPEND);
    try {
      const torn = !this.whole && (await endsTorn(handle));
      this.whole = false;
      const bytes = Buffer.from(torn ? `\n${line}` : line);
      const { bytesWritten } = await handle.write(bytes);
      if (bytesWritten < bytes.length)
        throw Object.assign(new Error(`Only ${bytesWritten} of ${bytes.length} bytes fit.`), { code: 'ENOSPC' });
      if (flush) await handle.datasync();
      this.whole = true;
    } finally {
      await handle.close();
    }
  }
}

async function endsTorn(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat();
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  await handle.read(last, 0, 1, size - 1);
  return last[0] !== NEWLINE;
}

/** What was written since the last call. */
async function readOn(handle: FileHandle): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (;;) {
    const part = Buffer.alloc(64 << 10);
    const { bytesRead } = await handle.read(part, 0, part.length, null);
    if (bytesRead > 0) parts.push(part.subarray(0, bytesRead));
    if (bytesRead < part.length) return Buffer.concat(parts);
  }
}

function splitEvents(bytes: Buffer): { readonly events: RunEvent[]; readonly rest: Buffer } {
  const end = bytes.lastIndexOf(NEWLINE) + 1;
  const events = bytes
    .toString('utf8', 0, end)
    .split('\n')
    .flatMap((line) => parseEvent(line));
  return { events, rest: bytes.subarray(end) };
}

function parseEvent(line: string): RunEvent[] {
  const event = unsealJson(line, { required: false });
  return typeof event === 'object' && event !== null && 'type' in event ? [event as RunEvent] : [];
}

/** Rings when the file changed, when it is time to look anyway, and when the signal is aborted. */
class Doorbell {
  private readonly bell = new EventTarget();
  private readonly watcher: FSWatcher | undefined;
  private readonly timer: NodeJS.Timeout;
  private readonly ring = (): void => {
    this.bell.dispatchEvent(new Event('ring'));
  };

  constructor(
    path: string,
    private readonly signal: AbortSignal,
  ) {
    this.timer = setInterval(this.ring, POLL_MS);
    this.watcher = watchQuietly(path, this.ring);
    signal.addEventListener('abort', this.ring);
  }

  /** The next ring from now on; ask before looking, so that no change falls between. */
  async next(): Promise<void> {
    if (!this.signal.aborted) await once(this.bell, 'ring');
  }

  close(): void {
    clearInterval(this.timer);
    this.watcher?.close();
    this.signal.removeEventListener('abort', this.ring);
    this.ring();
  }
}

/** Undefined where the system has no watches left (or none at all): then polling alone finds what is new. */
function watchQuietly(path: string, onChange: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(path, onChange);
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}
