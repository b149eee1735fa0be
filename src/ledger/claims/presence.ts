import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, ownerOfName } from '../../processes/process-mark.js';

/**
 * The processes that have a ledger open: each has a folder named for itself, whose time it renews. Who comes waits until
 * those who are there know it; so a process that knows of nobody may act as if it were alone. Nothing here needs to
 * outlive its process, so nothing is flushed.
 */
export interface Peer {
  readonly id: string;
  readonly folder: string;
  /** It lives but has shown no sign of it for long: stopped, or stuck. What it holds does not count. */
  silent: boolean;
}

export interface PresenceOptions {
  /** Where the processes' folders are. */
  readonly folder: string;
  /** This process's own, unlike any other. */
  readonly id: string;
  /** Before a newcomer is told that it is known: show it all that it must know. */
  readonly onNewcomer: () => void;
  /** Our own folder was taken away and made again: what was in it is gone. */
  readonly onLost: () => void;
  /** It has left, or is dead. */
  readonly onGone: (id: string) => void;
  readonly times?: Partial<PresenceTimes>;
}

export interface PresenceTimes {
  /** How often we look who is there. */
  readonly lookMs: number;
  /** How often we show that we live, and look whether the others do. */
  readonly beatMs: number;
  /** Longest wait for those who are there to take note of us. */
  readonly greetingMs: number;
  /** Without a sign of life for so long, a process is silent. */
  readonly silentMs: number;
}

const usual: PresenceTimes = { lookMs: 50, beatMs: 250, greetingMs: 2_000, silentMs: 30_000 };

interface KnownPeer extends Peer {
  /** Time of its folder, and when we saw it change: by our own clock, for the system's may jump. */
  beat: number;
  beatSeen: number;
}

export class Presence {
  readonly id: string;
  readonly folder: string;
  /** Resolves when all who are there know us, or are waited for no longer. */
  readonly settled: Promise<void>;
  isSettled = false;
  private readonly times: PresenceTimes;
  private readonly known = new Map<string, KnownPeer>();
  private readonly began = performance.now();
  private lastBeat = -Infinity;
  private settle = (): void => undefined;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly options: PresenceOptions) {
    this.times = { ...usual, ...options.times };
    this.id = options.id;
    this.folder = join(options.folder, this.id);
    mkdirSync(this.folder, { recursive: true });
    this.settled = new Promise((resolve) => (this.settle = resolve));
    this.look();
    this.timer = setInterval(() => this.look(), this.times.lookMs);
    // Somebody may wait for it until then.
    void this.settled.then(() => this.timer.unref());
  }

  /** All others there are, as of the last look. */
  get peers(): ReadonlyMap<string, Peer> {
    return this.known;
  }

  close(): void {
    clearInterval(this.timer);
    this.becomeSettled();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private look(): void {
    try {
      const now = performance.now();
      const isBeat = now - this.lastBeat >= this.times.beatMs;
      if (isBeat) this.showLife(now);
      const names = readdirSync(this.options.folder).filter((name) => name !== this.id && ownerOfName(name));
      for (const id of this.known.keys()) if (!names.includes(id)) this.forget(id);
      const newcomers = names.filter((id) => !this.known.has(id));
      for (const id of newcomers) {
        const folder = join(this.options.folder, id);
        this.known.set(id, { id, folder, silent: false, beat: 0, beatSeen: now });
      }
      if (isBeat || newcomers.length > 0) for (const peer of this.known.values()) this.judge(peer, now);
      if (newcomers.length > 0) {
        this.options.onNewcomer();
        for (const id of newcomers) writeFileSync(this.noteFor(id), '');
      }
      if (!this.isSettled) this.trySettle(now);
    } catch {
      // A folder that is gone or cannot be written: those beside us are not seen, and answers may be bought twice.
      if (performance.now() - this.began > this.times.greetingMs) this.becomeSettled();
    }
  }

  private showLife(now: number): void {
    this.lastBeat = now;
    if (mkdirSync(this.folder, { recursive: true }) !== undefined) this.options.onLost();
    const time = Date.now() / 1000;
    utimesSync(this.folder, time, time);
  }

  private judge(peer: KnownPeer, now: number): void {
    const owner = ownerOfName(peer.id);
    if (!owner || !isAlive(owner)) {
      rmSync(peer.folder, { recursive: true, force: true });
      this.forget(peer.id);
      return;
    }
    const beat = statSync(peer.folder, { throwIfNoEntry: false })?.mtimeMs ?? peer.beat;
    if (beat !== peer.beat) Object.assign(peer, { beat, beatSeen: now });
    peer.silent = now - peer.beatSeen > this.times.silentMs;
  }

  private forget(id: string): void {
    this.known.delete(id);
    this.options.onGone(id);
    rmSync(this.noteFor(id), { force: true });
  }

  /** In our folder, and read by who came: we know it. */
  private noteFor(id: string): string {
    return join(this.folder, `knows_${id}`);
  }

  private trySettle(now: number): void {
    const late = now - this.began > this.times.greetingMs;
    const knowUs = [...this.known.values()].every(
      ({ folder, silent }) => silent || existsSync(join(folder, `knows_${this.id}`)),
    );
    if (late || knowUs) this.becomeSettled();
  }

  private becomeSettled(): void {
    this.isSettled = true;
    this.settle();
  }
}
