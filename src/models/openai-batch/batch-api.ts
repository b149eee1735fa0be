import type OpenAI from 'openai';
import type { Batch } from 'openai/resources/batches';
import type { PlanModel } from '../../../schemas/generated/plan.js';
import { LimbeckError } from '../../core/errors.js';
import { clientFailure } from '../openai/client-failure.js';
import { describeEndpoint, openClient, readKey } from '../openai/endpoint-client.js';
import { garbled, type Endpoint, type Failure } from '../openai/failure.js';

/** Whole files go over the wire; a request's own limit is none for them. */
const TRANSFER_MS = 10 * 60_000;
/** A vendor's clock may differ from ours by so much. */
const CLOCKS_APART_S = 24 * 3600;
/** Metadata that says which job a batch is. */
const MARK = 'limbeck';
const COMPLETIONS = '/v1/chat/completions';

/** Why the vendor did not do what was asked. */
export class BatchTrouble extends Error {
  constructor(readonly failure: Failure) {
    super(failure.error.message, { cause: failure.error });
    this.name = 'BatchTrouble';
  }
}

export interface BatchApiInput {
  readonly model: PlanModel;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
}

/** One vendor's batch service, call by call; every refusal is a BatchTrouble, nothing is tried twice. */
export class BatchApi {
  readonly endpoint: Endpoint;
  private readonly client: OpenAI;

  constructor(private readonly input: BatchApiInput) {
    const key = readKey(input.model, input.env);
    this.endpoint = describeEndpoint(input.model, key);
    this.client = openClient(this.endpoint, key, fetchWithoutRedirects);
  }

  /** The file's id. */
  async upload(job: string, requests: Uint8Array, signal: AbortSignal): Promise<string> {
    const file = new File([new Uint8Array(requests)], `limbeck-${job}.requests.jsonl`);
    const uploaded = await this.ask(signal, () =>
      this.client.files.create({ file, purpose: 'batch' }, { signal, timeout: TRANSFER_MS }),
    );
    if (typeof uploaded?.id !== 'string') throw this.nonsense('a file without an id');
    return uploaded.id;
  }

  create(file: string, mark: string, signal: AbortSignal): Promise<Batch> {
    return this.askForBatch(signal, () =>
      this.client.batches.create(
        { input_file_id: file, endpoint: COMPLETIONS, completion_window: '24h', metadata: { [MARK]: mark } },
        { signal },
      ),
    );
  }

  get(batch: string, signal: AbortSignal): Promise<Batch> {
    return this.askForBatch(signal, () => this.client.batches.retrieve(batch, { signal }));
  }

  cancel(batch: string, signal: AbortSignal): Promise<Batch> {
    return this.askForBatch(signal, () => this.client.batches.cancel(batch, { signal }));
  }

  /** The batch that was asked for with this mark, where it exists. Looks no further back than when that was. */
  find(mark: string, at_ms: number, signal: AbortSignal): Promise<Batch | undefined> {
    const oldest = at_ms / 1000 - CLOCKS_APART_S;
    return this.ask(signal, async () => {
      for await (const batch of this.client.batches.list({ limit: 100 }, { signal })) {
        if (batch.metadata?.[MARK] === mark) return batch;
        if (batch.created_at < oldest) return undefined;
      }
      return undefined;
    });
  }

  async content(file: string, signal: AbortSignal): Promise<string> {
    return this.ask(signal, async () => {
      const response = await this.client.files.content(file, { signal, timeout: TRANSFER_MS });
      return response.text();
    });
  }

  /** Servers vary: what calls itself a batch must at least have a name and a state. */
  private async askForBatch(signal: AbortSignal, request: () => Promise<Batch>): Promise<Batch> {
    const batch = await this.ask(signal, request);
    if (typeof batch?.id !== 'string' || typeof batch.status !== 'string')
      throw this.nonsense('a batch without an id or a status');
    return batch;
  }

  /** An answer that says nothing of what was done: what was asked for may be there. */
  private nonsense(what: string): BatchTrouble {
    return new BatchTrouble(mayPass(garbled(this.endpoint, what)));
  }

  private async ask<T>(signal: AbortSignal, request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (error) {
      signal.throwIfAborted();
      throw new BatchTrouble(mayPass(clientFailure(this.endpoint, error, this.input.now())));
    }
  }
}

/** Of a batch nothing is known for good until the vendor says so in its own form. */
function mayPass(failure: Failure): Failure {
  const { code, message, hint } = failure.error;
  if (code !== 'teacher-garbled') return failure;
  return { ...failure, error: new LimbeckError({ code, message, hint, kind: 'transient' }) };
}

/** A key is not sent elsewhere. */
const fetchWithoutRedirects: typeof globalThis.fetch = (input, init) =>
  globalThis.fetch(input, { ...init, redirect: 'manual' });
