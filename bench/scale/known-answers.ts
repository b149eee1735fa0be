import { hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import type { Plan } from '../../schemas/generated/plan.js';
import { label } from '../../activities/elicit/label/label.js';
import type { AskRequest } from '../../src/core/models/model-request.js';
import { responseKeyText } from '../../src/core/identity/response-key.js';
import type { LedgerEntry } from '../../src/ledger/contract.js';
import { openLmdbLedger } from '../../src/ledger/lmdb/open-lmdb-ledger.js';

const BATCH = 5_000;

/** Puts an answer into the ledger for every request that the plan's `read` step will make of the project's clauses. */
export async function putKnownAnswers(folder: string, plan: Plan): Promise<void> {
  const ledger = await openLmdbLedger({ folder: join(folder, '.limbeck') });
  const { identity } = plan.models['teacher']!;
  const params = plan.steps.find(({ id }) => id === 'read')!.with as never;
  let batch: LedgerEntry[] = [];
  try {
    for await (const line of createInterface({ input: createReadStream(join(folder, 'clauses.jsonl')) })) {
      const request = await requestOf(JSON.parse(line) as { prompt: string }, params);
      batch.push(answer(hash('sha256', responseKeyText(identity, request), 'hex')));
      if (batch.length === BATCH) await ledger.putMany(batch.splice(0));
    }
    await ledger.putMany(batch);
  } finally {
    await ledger.close();
  }
}

/** What `elicit/label` itself asks for a row. */
async function requestOf(row: { readonly prompt: string }, params: never): Promise<AskRequest> {
  let asked: AskRequest | undefined;
  const context = {
    params,
    side: () => Promise.resolve([]),
    render: (template: string) => template,
    reject: () => undefined,
    ask: (_role: string, request: AskRequest) => {
      asked = request;
      return Promise.resolve({ text: '' });
    },
  };
  for await (const _ of label.run({ id: '', parents: [], ...row }, context as never));
  return asked!;
}

function answer(key: string): LedgerEntry {
  return {
    key,
    answer: {
      text: `{"term":"${key.slice(0, 32)}","months":${Number.parseInt(key.slice(0, 4), 16) % 120}}`,
      finish_reason: 'stop',
      usage: { prompt_tokens: 60, completion_tokens: 20 },
    },
    provider: { model: 'nobody' },
    cost_nanousd: 0,
    at: '2026-01-01T00:00:00.000Z',
    run: 'earlier',
    step: 'read',
  };
}
