import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { LimbeckError } from '../core/errors.js';
import { chatReply } from './chat-reply.js';
import { BadRequest, parseChatRequest } from './chat-request.js';
import type { OfflineTeacher } from './contract.js';

export interface TeacherServer {
  /** Base URL, up to and with /v1. */
  readonly url: string;
  /** Ends open connections too. */
  close(): Promise<void>;
}

interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly latencyMs: number;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Larger bodies are refused; the prompts of a row are far below. */
const maxBodyBytes = 4 * 1024 * 1024;

/**
 * An offline teacher behind the OpenAI chat API: POST /v1/chat/completions, GET /v1/models, GET /healthz. No key is asked
 * for. Any model id is answered, and the reply names the teacher's own.
 */
export async function serveTeacher(teacher: OfflineTeacher, options: ServeOptions): Promise<TeacherServer> {
  const server = createServer((request, response) => {
    answer(teacher, request, options.latencyMs)
      .catch((error: unknown): Answer => failure(500, `The teacher broke: ${String(error)}`, null))
      .then(({ status, body }) => send(response, status, body))
      .catch(() => response.destroy());
  });
  server.keepAliveTimeout = 60_000;
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    url: `http://${host}:${port}/v1`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(teacher: OfflineTeacher, request: IncomingMessage, latencyMs: number): Promise<Answer> {
  const path = new URL(request.url ?? '/', 'http://teacher').pathname.replace(/\/$/, '');
  switch (`${request.method} ${path}`) {
    case 'GET /healthz':
      return { status: 200, body: { name: teacher.id, model: teacher.model, rule_based: true } };
    case 'GET /v1/models': {
      const model = { id: teacher.model, object: 'model', created: 0, owned_by: 'limbeck (rule-based)' };
      return { status: 200, body: { object: 'list', data: [model] } };
    }
    case 'POST /v1/chat/completions':
      return chat(teacher, await readBody(request), latencyMs);
    default:
      return failure(
        404,
        `There is no ${request.method} ${path} here. Known: POST /v1/chat/completions, GET /v1/models.`,
        null,
      );
  }
}

async function chat(teacher: OfflineTeacher, body: string | undefined, latencyMs: number): Promise<Answer> {
  if (body === undefined) return failure(413, `A request may have ${maxBodyBytes} bytes.`, null);
  try {
    const reply = chatReply(teacher, parseChatRequest(body));
    if (latencyMs > 0) await sleep(latencyMs);
    return { status: 200, body: reply };
  } catch (error) {
    if (error instanceof BadRequest) return failure(400, error.message, error.param);
    throw error;
  }
}

function failure(status: number, message: string, param: string | null): Answer {
  const type = status === 500 ? 'server_error' : 'invalid_request_error';
  return { status, body: { error: { message, type, param, code: null } } };
}

/** Undefined when it is too long; the rest is then left unread. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += (part as Buffer).length;
    if (bytes > maxBodyBytes) return undefined;
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString('utf8');
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = Buffer.from(JSON.stringify(body), 'utf8');
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': text.length });
  response.end(text);
}

function listen(server: Server, { port, host }: ServeOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenFailure(error, host, port)));
    server.listen(port, host, resolve);
  });
}

function listenFailure(error: NodeJS.ErrnoException, host: string, port: number): LimbeckError {
  const inUse = error.code === 'EADDRINUSE';
  return new LimbeckError({
    code: inUse ? 'port-in-use' : 'port-unusable',
    message: inUse ? `Port ${port} on ${host} is in use.` : `Port ${port} on ${host} cannot be used: ${error.message}`,
    hint: 'Stop what listens there, or give another port here and in the base_url of limbeck.yaml.',
    cause: error,
  });
}
