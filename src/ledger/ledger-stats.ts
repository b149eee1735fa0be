import type { Ledger, LedgerEntry } from './contract.js';

/** What answers add up to. */
export interface AnswerSums {
  readonly answers: number;
  /** Of them, came by import. */
  readonly imported: number;
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  /** Paid by this project's runs: not for imported answers nor for local models'. */
  readonly cost_nanousd: number;
  /** Answers whose price is unknown. */
  readonly unpriced: number;
}

export interface LedgerStats extends AnswerSums {
  /** By the name the endpoint gave itself, most answers first. */
  readonly models: readonly (AnswerSums & { readonly model: string })[];
  readonly bytes: number;
  readonly oldest?: string;
  readonly newest?: string;
  /** Damaged entries, counted nowhere else. */
  readonly corrupt: number;
}

const NONE: AnswerSums = {
  answers: 0,
  imported: 0,
  prompt_tokens: 0,
  completion_tokens: 0,
  cost_nanousd: 0,
  unpriced: 0,
};

/** How a model is called here: what its endpoint named, or that it is one of this machine. */
export function modelOf({ provider, unpaid }: Pick<LedgerEntry, 'provider' | 'unpaid'>): string {
  return provider['model'] ?? (unpaid ? 'local' : 'unnamed');
}

/** One pass over the ledger. */
export async function readLedgerStats(ledger: Ledger): Promise<LedgerStats> {
  const models = new Map<string, AnswerSums>();
  let corrupt = 0;
  let oldest: string | undefined;
  let newest: string | undefined;
  for await (const entry of ledger.scan(() => corrupt++)) {
    const { answer, at, cost_nanousd: cost, unpaid, imported } = entry;
    const model = modelOf(entry);
    const isOurs = !unpaid && !imported;
    models.set(
      model,
      addSums(models.get(model) ?? NONE, {
        answers: 1,
        imported: imported ? 1 : 0,
        prompt_tokens: answer.usage.prompt_tokens,
        completion_tokens: answer.usage.completion_tokens,
        cost_nanousd: isOurs ? (cost ?? 0) : 0,
        unpriced: isOurs && cost === undefined ? 1 : 0,
      }),
    );
    if (oldest === undefined || at < oldest) oldest = at;
    if (newest === undefined || at > newest) newest = at;
  }
  const total = [...models.values()].reduce(addSums, NONE);
  const rows = [...models].map(([model, sums]) => ({ model, ...sums }));
  return {
    ...total,
    models: rows.toSorted((a, b) => b.answers - a.answers || (a.model < b.model ? -1 : 1)),
    bytes: await ledger.size(),
    ...(oldest === undefined ? {} : { oldest }),
    ...(newest === undefined ? {} : { newest }),
    corrupt,
  };
}

/** Where no price is known `cost_nanousd` is null, never 0. */
export function statsForPrograms({ models, ...total }: LedgerStats): Record<string, unknown> {
  return { ...told(total), models: models.map(told) };
}

function told<Sums extends AnswerSums>(sums: Sums): Omit<Sums, 'cost_nanousd'> & { cost_nanousd: number | null } {
  const { cost_nanousd: cost, unpriced } = sums;
  return { ...sums, cost_nanousd: unpriced > 0 && cost === 0 ? null : cost };
}

function addSums(a: AnswerSums, b: AnswerSums): AnswerSums {
  return {
    answers: a.answers + b.answers,
    imported: a.imported + b.imported,
    prompt_tokens: a.prompt_tokens + b.prompt_tokens,
    completion_tokens: a.completion_tokens + b.completion_tokens,
    cost_nanousd: a.cost_nanousd + b.cost_nanousd,
    unpriced: a.unpriced + b.unpriced,
  };
}
