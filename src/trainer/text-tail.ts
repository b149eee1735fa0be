export interface Tail {
  add(line: string): void;
  /** The newest lines, oldest first. */
  text(): string;
}

/** Keeps the last `lines` lines, for error messages; a program may log without end. */
export function createTail(lines: number): Tail {
  const kept: string[] = [];
  return {
    add(line) {
      if (line.trim() === '') return;
      kept.push(line.slice(0, 500));
      if (kept.length > lines) kept.shift();
    },
    text: () => kept.join('\n'),
  };
}
