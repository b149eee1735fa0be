import type { LimbeckError } from '../../core/errors.js';
import type { Ledger, LedgerEntry } from '../../ledger/contract.js';
import type { ModelRequest } from '../../core/models/verb-request.js';
import type { AskAllCall } from './ask-call.js';
import type { Amount, Reservation } from '../money/budget-guard.js';
import type { CallContext, ProviderAnswer, ProviderRequest, RemoteProvider } from '../contract.js';
import { JobsPending } from './jobs-pending.js';

export interface Obtained {
  readonly entry: LedgerEntry;
  readonly reused: boolean;
}

/** A request of a remote job that will not be answered. */
export interface Refused {
  readonly error: LimbeckError;
}

export interface CollectRemotelyInput {
  readonly call: AskAllCall<ModelRequest>;
  readonly provider: RemoteProvider;
  /** What the ledger does not have, by key. */
  readonly missing: ReadonlyMap<string, ProviderRequest>;
  readonly ledger: Ledger;
  readonly context: CallContext;
  readonly reserve: (amount: Amount) => Promise<Reservation>;
  readonly estimate: (request: ProviderRequest) => Amount;
  readonly entryOf: (key: string, answer: ProviderAnswer) => LedgerEntry;
  readonly onBought: (entry: LedgerEntry) => void;
}

const nothing: Amount = { calls: 0, tokens: 0, nanousd: 0 };

/**
 * What remote jobs gave to the requests that the ledger lacks; what they give is in the ledger before a job is let go. Throws
 * JobsPending while any of them is under way.
 */
export async function collectRemotely(input: CollectRemotelyInput): Promise<Map<string, Obtained | Refused>> {
  const { call, provider, missing, ledger } = input;
  const obtained = new Map<string, Obtained | Refused>();
  const amountOf = (requests: readonly ProviderRequest[]): Amount => {
    let sum = nothing;
    for (const { calls, tokens, nanousd } of requests.map(input.estimate))
      sum = { calls: sum.calls + calls, tokens: sum.tokens + tokens, nanousd: sum.nanousd + nanousd };
    return sum;
  };
  const { failures, underWay } = await provider.collect(
    {
      run: call.run,
      step: call.step,
      requests: missing,
      amountOf,
      reserve: (requests) => input.reserve(amountOf(requests)),
      async keep(answers) {
        const bought = [...answers].map(([key, answer]) => input.entryOf(key, answer));
        for (const entry of await ledger.putMany(bought)) obtained.set(entry.key, { entry, reused: false });
        bought.forEach(input.onBought);
      },
      async stillMissing(keys) {
        const lost: string[] = [];
        for (const key of keys) {
          const entry = await ledger.get(key, { fresh: true });
          if (entry) obtained.set(key, { entry, reused: true });
          else lost.push(key);
        }
        return lost;
      },
    },
    input.context,
  );
  if (underWay) throw new JobsPending(underWay);
  for (const [key, error] of failures) obtained.set(key, { error });
  return obtained;
}
