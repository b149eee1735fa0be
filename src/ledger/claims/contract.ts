/**
 * Who buys which answer, among the processes of one host that share a ledger. A claim lasts from the lookup that found
 * nothing to the durable answer, or to the call's failure. It saves money and guards nothing: two buyers of one
 * answer do no harm, and whatever goes wrong here ends in asking.
 */
export interface Claims {
  /**
   * Take the buying of the answer to `key`, waiting while another living process has it. `sole`: nobody is beside us.
   * `shared`: another may have put the answer since it was looked for; look again before buying. Each key is taken once at a time in
   * a process, and must be released. Rejects only with the signal's reason.
   */
  take(key: string, signal: AbortSignal): Taken | Promise<Taken>;
  /** The answer is on disk, or there will be none. */
  release(key: string): void;
  close(): void;
}

export type Taken = 'sole' | 'shared';

/** For a process that shares its ledger with none. */
export const soleClaims: Claims = {
  take: () => 'sole',
  release: () => undefined,
  close: () => undefined,
};
