import type { SourcePlace } from '../../core/errors.js';
import type { Problem } from '../../core/problems.js';
import { nearestName } from './nearest-name.js';

/** What is wrong so far. Everything is gathered; nothing here throws. */
export class ProblemList {
  #items: Problem[] = [];

  /** `main` is the file whose problems come first. */
  constructor(
    private readonly main?: string,
    private readonly note?: string,
  ) {}

  add(problem: { code: string; message: string; hint?: string | undefined; where: SourcePlace }): void {
    const { hint, ...rest } = problem;
    const { note } = this;
    this.#items.push({ ...rest, ...(hint === undefined ? {} : { hint }), ...(note === undefined ? {} : { note }) });
  }

  /** The same list, for problems that all carry a note. */
  noting(note: string): ProblemList {
    const same = new ProblemList(this.main, note);
    same.#items = this.#items;
    return same;
  }

  get any(): boolean {
    return this.#items.length > 0;
  }

  /** By file (the main one first), then line and column; the same complaint twice is said once. */
  sorted(): readonly Problem[] {
    const names = [...new Set(this.#items.map(({ where }) => where.file))].toSorted();
    const files = [...names.filter((name) => name === this.main), ...names.filter((name) => name !== this.main)];
    const seen = new Set<string>();
    return this.#items
      .map((problem, order) => ({ problem, order }))
      .sort(
        (a, b) =>
          files.indexOf(a.problem.where.file) - files.indexOf(b.problem.where.file) ||
          (a.problem.where.line ?? 0) - (b.problem.where.line ?? 0) ||
          (a.problem.where.column ?? 0) - (b.problem.where.column ?? 0) ||
          a.order - b.order,
      )
      .map(({ problem }) => problem)
      .filter(({ message, where }) => {
        const key = `${where.file}:${where.line}:${where.column}:${message}`;
        return !seen.has(key) && seen.add(key);
      });
  }
}

/** `Did you mean "x"?`, or what there is. */
export function suggest(name: string, known: readonly string[], what: string): string {
  const near = nearestName(name, known);
  if (near !== undefined) return `Did you mean "${near}"?`;
  if (known.length === 0) return `There are no ${what}.`;
  const shown = known.slice(0, 30).join(', ');
  return `Known ${what}: ${shown}${known.length > 30 ? ', ...' : ''}.`;
}
