import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { finished } from 'node:stream/promises';
import type { StudentEngine } from '../models/onnx/contract.js';
import { errorBody } from '../openai-api/api-fault.js';
import { listen } from '../openai-api/listen.js';
import { sendJson } from '../openai-api/send-json.js';
import type { Chance, Desk } from './desk.js';
import { createPlaces, type PlacesOptions } from './places.js';
import { replyFault, stoppingFault } from './reply-fault.js';
import { routeRequest } from './route-request.js';

export interface ServeStudentOptions extends PlacesOptions {
  /** The caller's to close, after the server has stopped. */
  readonly engine: StudentEngine;
  /** The model's id. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly token?: string;
  readonly chance: Chance;
  readonly report: (error: unknown) => void;
}

export interface StudentServer {
  /** Base URL, up to and with /v1. */
  readonly url: string;
  /** Requests that are being answered, those that wait included. */
  readonly inFlight: number;
  /** Take on nothing more, give what is in flight so long to finish, abort the rest, and close. */
  stop(graceMs: number): Promise<StopCount>;
}

/** Requests that were in flight when the server was told to stop. */
export interface StopCount {
  readonly finished: number;
  readonly aborted: number;
}

/** For the error that an aborted request is answered with to reach its client. */
const LAST_WORD_MS = 1000;

/** A student behind OpenAI's API. Throws `port-in-use`, `port-unusable`. */
export async function serveStudent(options: ServeStudentOptions): Promise<StudentServer> {
  const { engine, name, token, chance, report } = options;
  const stopped = new AbortController();
  const desk: Desk = {
    engine,
    name,
    places: createPlaces(options),
    stopped: stopped.signal,
    chance,
    startedSeconds: chance.nowSeconds(),
    report,
    ...(token === undefined ? {} : { token }),
  };
  const inFlight = new Set<Promise<void>>();
  let stopping = false;
  const server = createServer((incoming, response) => {
    const answered = answer(desk, { incoming, response, stopping });
    inFlight.add(answered);
    void answered.finally(() => inFlight.delete(answered));
  });
  server.keepAliveTimeout = 60_000;
  const url = await listen(server, { ...options, hint: 'Stop what listens there, or give another --port.' });
  return {
    url,
    get inFlight() {
      return inFlight.size;
    },
    async stop(graceMs) {
      stopping = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const before = [...inFlight];
      await within(graceMs, Promise.all(before));
      const aborted = before.filter((answered) => inFlight.has(answered)).length;
      stopped.abort(new Error('The server stopped.'));
      await within(LAST_WORD_MS, Promise.all(inFlight));
      server.closeAllConnections();
      await Promise.all([closed, ...inFlight]);
      return { finished: before.length - aborted, aborted };
    },
  };
}

/** Until the client has its answer or is gone. Never rejects. */
async function answer(
  desk: Desk,
  call: { readonly incoming: IncomingMessage; readonly response: ServerResponse; readonly stopping: boolean },
): Promise<void> {
  const { incoming, response, stopping } = call;
  try {
    if (stopping) throw stoppingFault();
    await routeRequest(desk, incoming, response);
  } catch (error) {
    if (response.destroyed || incoming.errored !== null) return;
    const fault = replyFault(desk, error);
    if (response.headersSent) response.destroy();
    else sendJson(response, { status: fault.status, headers: fault.headers, body: errorBody(fault) });
  }
  await finished(response).catch(() => undefined);
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
