import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import type { Proof, ProofResult } from './proof.js';

/** When, where and on what a proof was run: a figure without them means nothing later. */
export interface Circumstances {
  readonly date: string;
  readonly commit: string;
  readonly machine: string;
  /** Load before it began: what else was going on. */
  readonly load: number;
  readonly seconds: number;
  readonly args: readonly string[];
}

/** The commit that is checked out, and whether the files are those of the commit. */
export function commitOf(root: string): string {
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  const commit = git('rev-parse', '--short', 'HEAD');
  // Results do not change what is proven, and the one before may not be committed yet.
  const changed = git('status', '--porcelain', '--', ':/', ':(exclude,top)docs/results');
  return changed === '' ? commit : `${commit} with changes that are not committed`;
}

/** Kind and size of the machine, never its name. */
export function describeMachine(): string {
  const all = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const model = all[0]?.model.trim() || process.arch;
  return `${all.length} cores (${model}), ${memory} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
}

/** docs/results/NAME.md. */
export function renderResult(name: string, proof: Proof, result: ProofResult, at: Circumstances): string {
  const { date, commit, machine, load, seconds, args } = at;
  return [
    `# ${name}`,
    '',
    proof.about,
    '',
    `**${result.held ? 'Held' : 'Did not hold'}**, ${date}, commit ${commit}, ${inWords(seconds)}. ${machine}; load ${load.toFixed(1)} when it began.`,
    '',
    '```',
    ['npm run prove --', name, ...args].join(' '),
    '```',
    '',
    result.figures.trim(),
    '',
  ].join('\n');
}

function inWords(seconds: number): string {
  return seconds < 60 ? `${seconds.toFixed(0)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
