/** Lines of one batch file: as many as a vendor takes at once. */
export interface Piece {
  readonly keys: readonly string[];
  readonly lines: string;
}

export interface PieceLimits {
  readonly requests: number;
  readonly bytes: number;
}

/** Cuts lines into files within the limits, in order. A line that is too large alone is a file of its own. */
export function pieces(lines: Iterable<readonly [key: string, line: string]>, limits: PieceLimits): Piece[] {
  const all: { keys: string[]; lines: string[]; bytes: number }[] = [];
  for (const [key, line] of lines) {
    const bytes = Buffer.byteLength(line);
    let last = all.at(-1);
    if (!last || last.keys.length >= limits.requests || last.bytes + bytes > limits.bytes)
      all.push((last = { keys: [], lines: [], bytes: 0 }));
    last.keys.push(key);
    last.lines.push(line);
    last.bytes += bytes;
  }
  return all.map(({ keys, lines: own }) => ({ keys, lines: own.join('') }));
}
