/** So many rows, each one call, with so many calls at once. */
export interface Load {
  readonly baseUrl: string;
  readonly rows: number;
  readonly concurrency: number;
}

export interface CallPace {
  readonly callsPerSecond: number;
  /** Microseconds of the measured process's CPU time, all its threads. */
  readonly cpuPerCall: number;
  /** Of its JavaScript thread alone: what bounds the pace where the endpoint does not. */
  readonly threadPerCall: number;
}

/** Three quarters of a kilobyte each, all different. */
export function benchPrompts(rows: number): readonly string[] {
  const rest = 'The parties agree that the term is renewed. '.repeat(16);
  return Array.from({ length: rows }, (_, at) => `Clause ${at}. ${rest}`);
}
