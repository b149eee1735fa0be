import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { embeddingBody, textCompletion, type VerbRequestBody } from './verb-bodies.js';

/**
 * An OpenAI-compatible server that answers with the last message, and with faults where a script says so. For tests
 * and benchmarks of what talks to models; it knows nothing.
 */
export interface EchoRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly [field: string]: unknown;
}

/** What to do with one request. Absent: answer. */
export interface Fault {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body as it is; an object is sent as JSON. */
  readonly body?: unknown;
  /** Milliseconds before anything is sent. */
  readonly delayMs?: number;
  /** Send headers and half a body, then nothing. */
  readonly stall?: boolean;
  /** Send headers and half a body, then cut the connection. */
  readonly half?: boolean;
  /** Send the body in pieces of one byte, so many milliseconds apart. */
  readonly dripMs?: number;
  /** Cut the connection without a reply. */
  readonly reset?: boolean;
  /** Never answer. */
  readonly hang?: boolean;
}

export interface EchoTeacher {
  readonly baseUrl: string;
  readonly port: number;
  /** Requests so far, in order of arrival. */
  readonly requests: EchoRequest[];
  /** Where they went. */
  readonly paths: string[];
  readonly headers: IncomingMessage['headers'][];
  /** Requests open now, and the most that ever were. */
  readonly inFlight: number;
  readonly mostInFlight: number;
  close(): Promise<void>;
}

export interface EchoOptions {
  readonly port?: number;
  /** Milliseconds before each answer. */
  readonly latencyMs?: number;
  /** Faults by number of the request, from 0, or by what is asked. */
  readonly script?: (request: EchoRequest, number: number) => Fault | undefined;
  /** Keep bodies in `requests`; false for benchmarks. */
  readonly keep?: boolean;
}

/** A whole chat completion; `over` replaces fields. */
export function completion(
  content: string | null,
  over: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 0,
    model: 'echo-1',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop', logprobs: null }],
    usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
    ...over,
  };
}

export async function startEchoTeacher(options: EchoOptions = {}): Promise<EchoTeacher> {
  const { latencyMs = 0, script, keep = true } = options;
  const requests: EchoRequest[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const paths: string[] = [];
  let count = 0;
  let inFlight = 0;
  let mostInFlight = 0;

  const answer = (body: string, incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const request = JSON.parse(body) as EchoRequest;
    if (keep) {
      requests.push(request);
      headers.push(incoming.headers);
      paths.push(incoming.url ?? '');
    }
    const fault = script?.(request, count++) ?? {};
    const delay = fault.delayMs ?? latencyMs;
    if (delay > 0) setTimeout(() => send(fault, request, outgoing), delay);
    else send(fault, request, outgoing);
  };

  const server = createServer((incoming, outgoing) => {
    inFlight++;
    mostInFlight = Math.max(mostInFlight, inFlight);
    outgoing.on('close', () => inFlight--);
    let body = '';
    incoming.setEncoding('utf8');
    incoming.on('data', (part: string) => (body += part));
    incoming.on('end', () => answer(body, incoming, outgoing));
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    port,
    requests,
    headers,
    paths,
    get inFlight() {
      return inFlight;
    },
    get mostInFlight() {
      return mostInFlight;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** By the form of the request, as each has an address of its own. */
function answerTo(request: EchoRequest): Record<string, unknown> {
  const asked = request as VerbRequestBody;
  if (asked.prompt !== undefined) return textCompletion(asked);
  if (asked.input !== undefined) return embeddingBody(asked);
  return completion(request.messages.at(-1)?.content ?? '');
}

function send(fault: Fault, request: EchoRequest, outgoing: ServerResponse): void {
  if (fault.hang) return;
  if (fault.reset) {
    outgoing.destroy();
    return;
  }
  const content = fault.body ?? answerTo(request);
  const body = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
  const type = typeof content === 'string' ? 'text/html' : 'application/json';
  outgoing.writeHead(fault.status ?? 200, { 'content-type': type, 'content-length': body.length, ...fault.headers });
  if (fault.dripMs) return drip(body, fault.dripMs, outgoing);
  if (fault.half) outgoing.write(body.subarray(0, body.length / 2), () => outgoing.destroy());
  else if (fault.stall) outgoing.write(body.subarray(0, body.length / 2));
  else outgoing.end(body);
}

function drip(body: Buffer, everyMs: number, outgoing: ServerResponse): void {
  let sent = 0;
  const timer = setInterval(() => {
    if (sent < body.length) outgoing.write(body.subarray(sent, ++sent));
    else outgoing.end();
  }, everyMs);
  outgoing.on('close', () => clearInterval(timer));
}
