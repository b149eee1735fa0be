import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, refOf, type ProcessRef } from '../../processes/process-mark.js';
import { makeFolder } from '../../files/make-folder.js';
import { WHOLE, type OpenShares, type Share, type ShareHolder, type ShareMember } from './share.js';

/** How often who asks an endpoint looks who else does. */
const LOOK_EVERY_MS = 300;
/** Who has nothing to ask for so long makes room for the others. */
const LINGER_MS = 2_000;
/** Who has not looked for so long is stopped, or its machine sleeps: the others go on without it. */
const STALE_MS = 15_000;

let made = 0;

/**
 * Processes of one machine agree through small files on who asks an endpoint now: one file each, with whom it has made room
 * for. A newcomer asks nothing until all the others have made room for it; who ends or dies leaves its part to the others.
 */
export function createFolderShares(folder: string): OpenShares {
  const name = `${process.pid}-${made++}`;
  const self = refOf(process.pid);
  const members = new Map<string, Member>();
  return {
    join(endpoint, holder) {
      let member = members.get(endpoint);
      if (!member) {
        const place = createHash('sha256').update(endpoint).digest('hex').slice(0, 16);
        member = new Member({ folder: join(folder, place), name, self, onEnd: () => members.delete(endpoint) });
        members.set(endpoint, member);
      }
      return member.hold(holder);
    },
    close() {
      for (const member of members.values()) member.end();
    },
  };
}

/** What a process says of itself. */
interface Presence extends ProcessRef {
  /** Those whose parts it has left free, itself among them; empty while it asks nothing yet. */
  readonly view: readonly string[];
}

interface MemberInput {
  readonly folder: string;
  readonly name: string;
  readonly self: ProcessRef;
  readonly onEnd: () => void;
}

class Member implements ShareMember {
  private readonly path: string;
  private holder: ShareHolder | undefined;
  private view: readonly string[] = [];
  private share: Share = WHOLE;
  private lookedAt = Date.now();
  private lingering: NodeJS.Timeout | undefined;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly input: MemberInput) {
    this.path = join(input.folder, `${input.name}.json`);
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.safely(() => {
      makeFolder(input.folder);
      this.say([]);
    });
  }

  hold(holder: ShareHolder): ShareMember {
    clearTimeout(this.lingering);
    this.timer.ref();
    this.holder = holder;
    this.look();
    holder.changed(this.share);
    return this;
  }

  leave(): void {
    this.holder = undefined;
    // Nobody waits for it any more.
    this.timer.unref();
    this.lingering = setTimeout(() => this.end(), LINGER_MS);
    this.lingering.unref();
  }

  end(): void {
    clearTimeout(this.lingering);
    clearInterval(this.timer);
    this.safely(() => rmSync(this.path, { force: true }));
    this.input.onEnd();
  }

  private look(): void {
    this.safely(() => {
      const now = Date.now();
      // The others have taken this one for gone meanwhile: it comes anew.
      if (now - this.lookedAt > STALE_MS) this.say((this.view = []));
      this.lookedAt = now;
      utimesSync(this.path, now / 1000, now / 1000);
      if (this.view.length === 0) this.comeIn();
      else this.makeRoom();
    });
  }

  /** The part is taken once it is said who it was reckoned with, and nobody else came or missed that meanwhile. */
  private comeIn(): void {
    const before = this.others();
    const view = this.viewWith(before);
    if (this.isAwaited(before)) {
      this.say(view);
      const after = this.others();
      if (this.isAwaited(after) && isSame(view, this.viewWith(after))) {
        this.view = view;
        this.take(view);
        return;
      }
      this.say([]);
    }
    this.change({ of: 0, rank: 0 });
  }

  /** All the others who ask have left this one's part free. */
  private isAwaited(others: ReadonlyMap<string, Presence>): boolean {
    return [...others.values()].every(({ view }) => view.length === 0 || view.includes(this.input.name));
  }

  private makeRoom(): void {
    const view = this.viewWith(this.others());
    if (isSame(view, this.view)) return;
    this.take(view);
    // Said only when it is true: what is on its way is waited for.
    if (this.holder?.isOver()) return;
    this.view = view;
    this.say(view);
  }

  private take(view: readonly string[]): void {
    this.change({ of: view.length, rank: view.indexOf(this.input.name) });
  }

  private change(share: Share): void {
    if (share.of === this.share.of && share.rank === this.share.rank) return;
    this.share = share;
    this.holder?.changed(share);
  }

  private viewWith(others: ReadonlyMap<string, Presence>): readonly string[] {
    return [...others.keys(), this.input.name].sort();
  }

  private others(): Map<string, Presence> {
    const found = new Map<string, Presence>();
    for (const file of readdirSync(this.input.folder)) {
      const name = /^(\d+-\d+)\.json$/.exec(file)?.[1];
      if (name === undefined || name === this.input.name) continue;
      const presence = readPresence(join(this.input.folder, file));
      if (presence) found.set(name, presence);
    }
    return found;
  }

  private say(view: readonly string[]): void {
    const temporary = `${this.path}.tmp`;
    const presence: Presence = { ...this.input.self, view };
    // Not made durable: after a power cut nobody is there.
    writeFileSync(temporary, JSON.stringify(presence), { mode: 0o600 });
    renameSync(temporary, this.path);
  }

  /** A folder that cannot be read or written stops nobody: the stores beside it say what is wrong. */
  private safely(work: () => void): void {
    try {
      work();
    } catch {
      // Looked at again soon.
    }
  }
}

/** Undefined for one that is dead, and then its file is taken away; or that has not looked for long. */
function readPresence(path: string): Presence | undefined {
  try {
    const presence = JSON.parse(readFileSync(path, 'utf8')) as Presence;
    if (!isAlive(presence)) rmSync(path, { force: true });
    else if (Date.now() - statSync(path).mtimeMs < STALE_MS) return presence;
  } catch {
    // It left just now.
  }
  return undefined;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, at) => name === other[at]);
}
