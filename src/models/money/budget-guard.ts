import type { Ledger } from '../../ledger/contract.js';
import type { AskBase, Budget } from '../asking/ask-call.js';
import { budgetReached } from './budget-reached.js';
import { budgetScopes, type BudgetScope } from './budget-scopes.js';
import type { Clock } from '../clock.js';
import { NANOUSD_PER_USD } from './pricing.js';

/**
 * Keeps spend under the budgets of a project, a run and its steps. What is spent is read from the ledger; what is in flight in
 * this process is reserved. A call waits while only reservations stand in its way and is refused once what is paid for
 * leaves no room. Other processes' calls count when they are in the ledger: each process may pass a limit by what it
 * has in flight at that moment, no more.
 */
export interface Amount {
  readonly calls: number;
  readonly tokens: number;
  /** 0 where the price is unknown: what is not known cannot be limited. */
  readonly nanousd: number;
}

/** Held from before a call until its answer is in the ledger; then settled with what it cost, or given up. */
export interface Reservation {
  settle(actual: Amount): void;
  release(): void;
}

/** Jobs at vendors' that are ordered and not yet paid: they will be. */
export interface OpenJobs {
  /** Of a step, of a run, or of all runs. */
  held(run: string | undefined, step: string | undefined): Amount;
}

const LIMITS = [
  { budget: 'calls', amount: 'calls', unit: 'calls', scale: 1 },
  { budget: 'tokens', amount: 'tokens', unit: 'tokens', scale: 1 },
  { budget: 'usd', amount: 'nanousd', unit: 'US dollars', scale: NANOUSD_PER_USD },
] as const;
type Limit = (typeof LIMITS)[number];

const nothing: Amount = { calls: 0, tokens: 0, nanousd: 0 };
const unlimited: Reservation = { settle: () => {}, release: () => {} };

interface Scope extends BudgetScope {
  /** The run that asks. */
  readonly asking: string;
  readonly account: Account;
}

/** Per project, per run and per step of a run: what this process has in flight, and all it has settled so far. */
interface Account {
  reserved: Amount;
  settled: Amount;
  /** What the ledger said last, and what was settled by then. */
  read?: { readonly spent: Amount; readonly settled: Amount; readonly at: number };
}

/** So old may a reading be, and so much of a limit may be known as taken, that the ledger need not be asked for a call. */
const FRESH_MS = 20;
const FAR_SHARE = 0.5;

export class BudgetGuard {
  private readonly accounts = new Map<string, Account>();
  private readonly waiting = new Set<() => void>();

  constructor(
    private readonly ledger: Ledger,
    private readonly clock: Pick<Clock, 'now'>,
    private readonly openJobs: OpenJobs = { held: () => nothing },
  ) {}

  /** Resolves when the call may be made. Throws `budget-reached` (kind `budget`). */
  async reserve(call: Pick<AskBase, 'run' | 'step' | 'budget' | 'signal'>, wanted: Amount): Promise<Reservation> {
    const scopes = this.scopesOf(call);
    if (scopes.length === 0) return unlimited;
    call.signal.throwIfAborted();
    const now = this.clock.now();
    if (scopes.every((scope) => isFarFromLimits(scope, wanted, now))) return this.hold(scopes, wanted);
    for (;;) {
      call.signal.throwIfAborted();
      const before = scopes.map(({ account }) => account.settled);
      const spent = await Promise.all(scopes.map(({ run, step }) => this.spent(run, step)));
      let mayPass = true;
      let isStale = false;
      for (const [at, scope] of scopes.entries()) {
        refuseIfOver(scope, spent[at]!, wanted);
        scope.account.read = { spent: spent[at]!, settled: before[at]!, at: now };
        // Settled while the ledger was read: maybe in what was read, maybe not. Counted, and read again if it matters.
        const meanwhile = minus(scope.account.settled, before[at]!);
        const most = plus(plus(spent[at]!, meanwhile), plus(scope.account.reserved, wanted));
        if (LIMITS.some((limit) => passes(scope.limits, limit, most))) mayPass = false;
        if (meanwhile.calls > 0) isStale = true;
      }
      if (mayPass) return this.hold(scopes, wanted);
      if (!isStale) await this.nextSettlement(call.signal);
    }
  }

  private scopesOf(call: Pick<AskBase, 'run' | 'step' | 'budget'>): Scope[] {
    return budgetScopes(call)
      .filter(({ limits }) => LIMITS.some((limit) => limits[limit.budget] !== undefined))
      .map((scope) => ({
        ...scope,
        asking: call.run,
        account: this.account(`${scope.run ?? ''}\n${scope.step ?? ''}`),
      }));
  }

  private account(key: string): Account {
    const known = this.accounts.get(key);
    if (known) return known;
    const account: Account = { reserved: nothing, settled: nothing };
    this.accounts.set(key, account);
    return account;
  }

  private async spent(run: string | undefined, step: string | undefined): Promise<Amount> {
    const spend = await this.ledger.spend(run, step);
    const paid = {
      calls: spend.calls,
      tokens: spend.prompt_tokens + spend.completion_tokens,
      nanousd: spend.cost_nanousd,
    };
    return plus(paid, this.openJobs.held(run, step));
  }

  private hold(scopes: readonly Scope[], wanted: Amount): Reservation {
    for (const { account } of scopes) account.reserved = plus(account.reserved, wanted);
    let held = true;
    const end = (actual: Amount): void => {
      if (!held) return;
      held = false;
      for (const { account } of scopes) {
        account.reserved = minus(account.reserved, wanted);
        account.settled = plus(account.settled, actual);
      }
      const woken = [...this.waiting];
      this.waiting.clear();
      for (const wake of woken) wake();
    };
    return { settle: end, release: () => end(nothing) };
  }

  private async nextSettlement(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        signal.removeEventListener('abort', wake);
        this.waiting.delete(wake);
        resolve();
      };
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}

/** With room for what other processes may do meanwhile. */
function isFarFromLimits({ account, limits }: Scope, wanted: Amount, now: number): boolean {
  const { read, settled, reserved } = account;
  if (!read || now - read.at >= FRESH_MS) return false;
  const since = minus(settled, read.settled);
  const known = plus(plus(read.spent, since), plus(reserved, wanted));
  return LIMITS.every((limit) => known[limit.amount] <= FAR_SHARE * mostOf(limits, limit));
}

const plus = (a: Amount, b: Amount): Amount => ({
  calls: a.calls + b.calls,
  tokens: a.tokens + b.tokens,
  nanousd: a.nanousd + b.nanousd,
});
const minus = (a: Amount, b: Amount): Amount => ({
  calls: a.calls - b.calls,
  tokens: a.tokens - b.tokens,
  nanousd: a.nanousd - b.nanousd,
});

function passes(limits: NonNullable<Budget>, limit: Limit, total: Amount): boolean {
  return total[limit.amount] > mostOf(limits, limit);
}

function mostOf(limits: NonNullable<Budget>, { budget, scale }: Limit): number {
  return (limits[budget] ?? Number.POSITIVE_INFINITY) * scale;
}

function refuseIfOver(scope: Scope, spent: Amount, wanted: Amount): void {
  const limit = LIMITS.find((one) => passes(scope.limits, one, plus(spent, wanted)));
  if (!limit) return;
  const { budget, amount, unit, scale } = limit;
  const shown = (value: number): string => (budget === 'usd' ? value.toFixed(4) : String(value));
  throw budgetReached({
    scope,
    limit: budget,
    reached:
      `of ${scope.limits[budget]} ${unit} is reached: ${shown(spent[amount] / scale)} spent, ` +
      `and the next ${wanted.calls > 1 ? `batch of ${wanted.calls} calls` : 'call'} may take ${shown(wanted[amount] / scale)}.`,
  });
}
