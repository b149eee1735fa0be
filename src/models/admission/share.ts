/** This process's part of an endpoint's limits, when several processes of a project ask it. */
export interface Share {
  /** Processes that ask it now; 0 while the others have not yet made room. */
  readonly of: number;
  /** This one's place among them, from 0. */
  readonly rank: number;
}

export const WHOLE: Share = { of: 1, rank: 0 };

/** Where processes agree on who asks an endpoint. Without it a process takes itself for the only one. */
export interface EndpointShares {
  /** Begin to ask; the share is told at once, and again whenever it changes. */
  join(endpoint: string, holder: ShareHolder): ShareMember;
}

/** Shares that somebody opened. */
export interface OpenShares extends EndpointShares {
  /** Nothing is asked any more. */
  close(): void;
}

export interface ShareHolder {
  changed(share: Share): void;
  /** More is on its way than the share allows; it will be less soon. */
  isOver(): boolean;
}

export interface ShareMember {
  /** Nobody here asks it any more. */
  leave(): void;
}

/** Whole parts that sum to the total over all ranks. */
export function partOf(total: number, { of, rank }: Share): number {
  if (of === 0) return 0;
  return Math.floor(total / of) + (rank < total % of ? 1 : 0);
}
