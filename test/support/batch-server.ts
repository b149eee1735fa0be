import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { completion, type EchoRequest } from './echo-teacher.js';

/**
 * A server with OpenAI's batch service (files, batches, their list) that answers with the last message, and with faults
 * where a test says so. A batch is worked on when it is looked at: time does not matter. Single calls are answered too.
 */
export interface BatchServer {
  readonly baseUrl: string;
  readonly batches: ServedBatch[];
  /** Prompts in the order they were answered and so paid for, in batches or singly. */
  readonly answered: string[];
  readonly creates: number;
  readonly polls: number;
  /** Resolves when so many batches were made. */
  made(count: number): Promise<void>;
  close(): Promise<void>;
}

export interface ServedBatch {
  readonly id: string;
  readonly input: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly created_at: number;
  readonly requests: readonly { readonly custom_id: string; readonly body: EchoRequest }[];
  status: string;
  looks: number;
  output?: string;
  errors?: string;
  why?: { readonly code: string; readonly message: string; readonly line?: number };
}

/** What to do with a request for a batch. Absent: make it. */
export type CreateFault =
  | { readonly refuse: number; readonly message?: string; readonly headers?: Readonly<Record<string, string>> }
  /** Make it and cut the connection. */
  | { readonly cut: true }
  /** Make it and never answer. */
  | { readonly hang: true };

export interface BatchFault {
  /** Looks at which it is still in progress. Default 1. */
  readonly looks?: number;
  /** So many requests are answered, then it expires. */
  readonly expireAfter?: number;
  /** Its output file is gone. */
  readonly losesOutput?: boolean;
  /** Its file does not pass. */
  readonly invalid?: NonNullable<ServedBatch['why']>;
  /** It is there no more. */
  readonly gone?: number;
  /** What the first looks at it give instead. */
  readonly instead?: readonly unknown[];
}

export interface BatchServerOptions {
  readonly onCreate?: (number: number) => CreateFault | undefined;
  readonly faults?: (number: number) => BatchFault | undefined;
  /** The line of one request; undefined: the echo. */
  readonly answer?: (prompt: string, batch: number) => LineFault | undefined;
  readonly pageSize?: number;
}

export type LineFault =
  | { readonly status: number; readonly error: Readonly<Record<string, unknown>> }
  | { readonly body: Readonly<Record<string, unknown>> };

const promptOf = (body: EchoRequest): string => body.messages.at(-1)?.content ?? '';

export async function startBatchServer(options: BatchServerOptions = {}): Promise<BatchServer> {
  const world = new BatchWorld(options);
  const server = createServer((incoming, outgoing) => void world.serve(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    batches: world.batches,
    answered: world.answered,
    get creates() {
      return world.creates;
    },
    get polls() {
      return world.polls;
    },
    made: (count) => world.made(count),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

class BatchWorld {
  readonly batches: ServedBatch[] = [];
  readonly answered: string[] = [];
  creates = 0;
  polls = 0;
  private readonly files = new Map<string, string>();
  private readonly waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  constructor(private readonly options: BatchServerOptions) {}

  made(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push({ count, resolve });
      this.tellMade();
    });
  }

  private tellMade(): void {
    for (const { count, resolve } of this.waiting) if (this.batches.length >= count) resolve();
  }

  async serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', 'http://here');
    const path = url.pathname.replace('/v1', '');
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const [, kind, id, verb] = path.split('/');
    if (path === '/chat/completions') return this.complete(body, outgoing);
    if (kind === 'files' && incoming.method === 'POST') return this.upload(incoming, body, outgoing);
    if (kind === 'files' && verb === 'content') return this.content(id!, outgoing);
    if (kind !== 'batches') return refuse(outgoing, 404, 'No such address');
    if (id === undefined)
      return incoming.method === 'POST' ? this.create(body, outgoing) : this.list(url.searchParams, outgoing);
    const batch = this.batches.find((each) => each.id === id);
    if (!batch || this.faultOf(batch).gone) return refuse(outgoing, this.goneStatus(batch), `No batch ${id}`);
    if (verb === 'cancel' && batch.status === 'in_progress') {
      batch.status = 'cancelled';
      this.finish(batch, Math.floor(batch.requests.length / 2), 'batch_cancelled');
    } else if (verb === undefined) {
      const instead = this.faultOf(batch).instead?.[batch.looks];
      this.look(batch);
      if (instead !== undefined) return send(outgoing, 200, instead);
    }
    send(outgoing, 200, shown(batch));
  }

  private goneStatus(batch: ServedBatch | undefined): number {
    return (batch && this.faultOf(batch).gone) || 404;
  }

  private complete(body: Buffer, outgoing: ServerResponse): void {
    const request = JSON.parse(body.toString()) as EchoRequest;
    this.answered.push(promptOf(request));
    send(outgoing, 200, completion(promptOf(request)));
  }

  private async upload(incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse): Promise<void> {
    const type = incoming.headers['content-type'] ?? '';
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    const file = form.get('file');
    const id = `file-${this.files.size + 1}`;
    this.files.set(id, file instanceof Blob ? await file.text() : '');
    send(outgoing, 200, { id, object: 'file', purpose: form.get('purpose'), bytes: body.length });
  }

  private content(id: string, outgoing: ServerResponse): void {
    const text = this.files.get(id);
    if (text === undefined) return refuse(outgoing, 404, `No file ${id}`);
    outgoing.writeHead(200, { 'content-type': 'application/octet-stream' }).end(text);
  }

  private create(body: Buffer, outgoing: ServerResponse): void {
    const number = this.creates++;
    const fault = this.options.onCreate?.(number);
    if (fault && 'refuse' in fault) return refuse(outgoing, fault.refuse, fault.message ?? 'no', fault.headers);
    const { input_file_id: input, metadata } = JSON.parse(body.toString()) as {
      input_file_id: string;
      metadata: ServedBatch['metadata'];
    };
    const lines = (this.files.get(input) ?? '').split('\n').filter((line) => line !== '');
    const batch: ServedBatch = {
      id: `batch_${this.batches.length + 1}`,
      input,
      metadata,
      created_at: Math.floor(Date.now() / 1000),
      requests: lines.map((line) => JSON.parse(line) as ServedBatch['requests'][number]),
      status: 'in_progress',
      looks: 0,
    };
    this.batches.push(batch);
    this.tellMade();
    if (fault && 'cut' in fault) outgoing.destroy();
    else if (!(fault && 'hang' in fault)) send(outgoing, 200, shown(batch));
  }

  private list(query: URLSearchParams, outgoing: ServerResponse): void {
    const newestFirst = this.batches.toReversed();
    const after = query.get('after');
    const from = after === null ? 0 : newestFirst.findIndex(({ id }) => id === after) + 1;
    const size = this.options.pageSize ?? Number(query.get('limit') ?? 20);
    const data = newestFirst.slice(from, from + size);
    const has_more = from + size < newestFirst.length;
    send(outgoing, 200, { object: 'list', data: data.map(shown), has_more, last_id: data.at(-1)?.id ?? null });
  }

  private faultOf(batch: ServedBatch): BatchFault {
    return this.options.faults?.(this.batches.indexOf(batch)) ?? {};
  }

  private look(batch: ServedBatch): void {
    this.polls++;
    const { looks = 1, expireAfter, invalid } = this.faultOf(batch);
    if (batch.status !== 'in_progress' || batch.looks++ < looks) return;
    if (invalid) {
      batch.status = 'failed';
      batch.why = invalid;
      return;
    }
    batch.status = expireAfter === undefined ? 'completed' : 'expired';
    this.finish(batch, expireAfter ?? batch.requests.length, 'batch_expired');
  }

  private finish(batch: ServedBatch, reached: number, unreached: string): void {
    const output: unknown[] = [];
    const errors: unknown[] = [];
    const number = this.batches.indexOf(batch);
    for (const [place, { custom_id, body }] of batch.requests.entries()) {
      const id = `line-${number}-${place}`;
      const fault = this.options.answer?.(promptOf(body), number);
      if (place >= reached) {
        errors.push({ id, custom_id, response: null, error: { code: unreached, message: 'not reached' } });
      } else if (fault && 'status' in fault) {
        errors.push({
          id,
          custom_id,
          response: { status_code: fault.status, body: { error: fault.error } },
          error: null,
        });
      } else {
        this.answered.push(promptOf(body));
        const answer = fault?.body ?? completion(promptOf(body));
        output.push({ id, custom_id, response: { status_code: 200, request_id: id, body: answer }, error: null });
      }
    }
    // A vendor keeps no order.
    batch.output = this.keep(output.toReversed(), this.faultOf(batch).losesOutput);
    batch.errors = this.keep(errors, false);
  }

  private keep(lines: readonly unknown[], isLost = false): string {
    const id = `file-${this.files.size + 1}`;
    if (isLost) return `${id}-lost`;
    this.files.set(id, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    return id;
  }
}

function shown(batch: ServedBatch): Record<string, unknown> {
  const { id, status, requests, created_at, metadata, input, output, errors, why, looks } = batch;
  return {
    id,
    object: 'batch',
    endpoint: '/v1/chat/completions',
    completion_window: '24h',
    status,
    created_at,
    metadata,
    input_file_id: input,
    output_file_id: output ?? null,
    error_file_id: errors ?? null,
    errors: why ? { object: 'list', data: [why] } : null,
    request_counts: { total: requests.length, completed: Math.min(looks, requests.length), failed: 0 },
  };
}

function refuse(
  outgoing: ServerResponse,
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  send(outgoing, status, { error: { message, type: 'error', code: null, param: null } }, headers);
}

function send(
  outgoing: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  outgoing.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
