import type { Command } from 'commander';

export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  /** A command that speaks of the others is given them all. */
  readonly load: () => Promise<{ readonly build: (commands: readonly CommandEntry[]) => Command }>;
}
