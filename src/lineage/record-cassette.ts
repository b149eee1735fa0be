import { dirname, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { canonicalJson } from '../core/canonical-json.js';
import { LimbeckError } from '../core/errors.js';
import { isPaid } from '../core/models/provider-traits.js';
import { makeFolderDurably, writeFileDurably } from '../files/durable-file.js';
import type { Ledger } from '../ledger/contract.js';
import { HEAD, MOST_BYTES, requestKey, type RecordedAnswer } from '../teachers/replay/cassette.js';
import { joinAnswer, type LineageCall } from './calls-of-rows.js';
import type { RunLineage } from './run-lineage.js';

export interface RecordInput {
  readonly lineage: RunLineage;
  readonly ledger: Ledger;
  readonly file: string;
  /** Of the model's weights, and what served them: neither the ledger nor the endpoint knows. */
  readonly digest: string;
  readonly server: string;
  /** As the recipe calls it; may be left out where the run asked one endpoint. */
  readonly model?: string | undefined;
}

export interface Recorded {
  readonly answers: number;
  /** Of the file. */
  readonly bytes: number;
  readonly model: string;
}

/**
 * The answers that a run's complete steps rest on, with what was asked, in the order of steps and calls: equal runs give equal
 * bytes. Throws `model-not-meant`, `nothing-to-record`, `recording-of-chats-only`, `recording-too-large`.
 */
export async function recordCassette({ lineage, ledger, file, digest, server, model }: RecordInput): Promise<Recorded> {
  const meant = meantEndpoint(lineage, model);
  const calls = await callsOf(lineage, ledger, meant);
  const lines = calls.flatMap((call) => recordedOf(call, { model_digest: digest, server }));
  if (lines.length === 0) {
    throw new LimbeckError({
      code: 'nothing-to-record',
      message: `No complete step of run "${lineage.run}" has an answer of "${meant}".`,
      hint: 'Answers are taken of steps that are complete; `limbeck show RUN` says which are.',
    });
  }
  const text = [HEAD, ...lines].map((line) => `${canonicalJson(line)}\n`).join('');
  const bytes = gzipSync(text, { level: 9 });
  if (bytes.length > MOST_BYTES) {
    throw new LimbeckError({
      code: 'recording-too-large',
      message: `The ${lines.length} answers take ${bytes.length} bytes; a recording may have ${MOST_BYTES}.`,
      hint: 'It lies beside its recipe: record a smaller run, with a parameter that lowers the number of rows.',
    });
  }
  await makeFolderDurably(dirname(resolve(file)));
  await writeFileDurably(resolve(file), bytes);
  return { answers: lines.length, bytes: bytes.length, model: meant };
}

function meantEndpoint({ plan }: RunLineage, wanted: string | undefined): string {
  const endpoints = Object.values(plan.models).filter(isPaid);
  const names = endpoints.map(({ name }) => name);
  const found = wanted === undefined && names.length === 1 ? names[0] : names.find((name) => name === wanted);
  if (found !== undefined) return found;
  throw new LimbeckError({
    code: 'model-not-meant',
    message:
      wanted === undefined ? 'The run asked several endpoints.' : `The run asked no endpoint called "${wanted}".`,
    hint: `Say which with --model: ${names.join(', ') || 'it asked none'}.`,
  });
}

/** Each answer once, though several steps may rest on it. */
async function callsOf({ nodes, artifacts }: RunLineage, ledger: Ledger, model: string): Promise<LineageCall[]> {
  const found = new Map<string, LineageCall>();
  for (const { record } of nodes.values()) {
    if (record?.calls === undefined) continue;
    const { source } = await artifacts.openDataSet(record.calls);
    for await (const row of source.read()) {
      if (row['model'] !== model || found.has(row.id)) continue;
      if (row['kind'] !== undefined) throw chatsOnly(model, JSON.stringify(row['kind']));
      found.set(row.id, await joinAnswer(ledger, row));
    }
  }
  return [...found.values()];
}

function chatsOnly(model: string, kind: string): LimbeckError {
  return new LimbeckError({
    code: 'recording-of-chats-only',
    message: `"${model}" was asked for more than chats in this run (${kind}), which recorded answers cannot give again.`,
    hint: 'Record a run whose steps ask for chats only.',
  });
}

function recordedOf(
  { messages, sampling = {}, answer }: LineageCall,
  of: Pick<RecordedAnswer, 'model_digest' | 'server'>,
): RecordedAnswer[] {
  if (!answer) return [];
  const { text, finish_reason, usage, provider, at } = answer;
  const model = provider['model'] ?? '';
  return [
    { key: requestKey({ messages, sampling }), messages, sampling, text, finish_reason, usage, model, ...of, at },
  ];
}
