import { createServer, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiFault, errorBody } from '../openai-api/api-fault.js';
import { listen } from '../openai-api/listen.js';
import { readBody } from '../openai-api/read-body.js';
import { sendJson } from '../openai-api/send-json.js';
import { parseChatRequest } from './chat-request.js';
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
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * An offline teacher behind the OpenAI chat API: POST /v1/chat/completions, GET /v1/models, GET /healthz. No key is asked
 * for. Any model id is answered, and the reply names the teacher's own.
 */
export async function serveTeacher(teacher: OfflineTeacher, options: ServeOptions): Promise<TeacherServer> {
  const server = createServer((request, response) => {
    answer(teacher, request, options.latencyMs)
      .catch(failure)
      .then((reply) => sendJson(response, reply))
      .catch(() => response.destroy());
  });
  server.keepAliveTimeout = 60_000;
  const hint = 'Stop what listens there, or give another port here and in the base_url of limbeck.yaml.';
  const url = await listen(server, { ...options, hint });
  return {
    url,
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
      return { status: 200, body: { name: teacher.id, model: teacher.model, rule_based: teacher.ruleBased } };
    case 'GET /v1/models': {
      const model = {
        id: teacher.model,
        object: 'model',
        created: 0,
        owned_by: `limbeck (${teacher.ruleBased ? 'rule-based' : 'recorded'})`,
      };
      return { status: 200, body: { object: 'list', data: [model] } };
    }
    case 'POST /v1/chat/completions':
      return chat(teacher, await readBody(request), latencyMs);
    default:
      throw new ApiFault(
        `There is no ${request.method} ${path} here. Known: POST /v1/chat/completions, GET /v1/models.`,
        { status: 404 },
      );
  }
}

async function chat(teacher: OfflineTeacher, body: string, latencyMs: number): Promise<Answer> {
  const reply = teacher.reply(parseChatRequest(body));
  if (latencyMs > 0) await sleep(latencyMs);
  return { status: 200, body: reply };
}

function failure(error: unknown): Answer {
  const fault =
    error instanceof ApiFault ? error : new ApiFault(`The teacher broke: ${String(error)}`, { status: 500 });
  return { status: fault.status, body: errorBody(fault), headers: fault.headers };
}
