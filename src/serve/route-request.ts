import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiFault } from '../openai-api/api-fault.js';
import { sendJson } from '../openai-api/send-json.js';
import { answerRequest } from './answer-request.js';
import { chatForm } from './chat-form.js';
import { checkCaller } from './check-caller.js';
import { completionForm } from './completion-form.js';
import type { Desk } from './desk.js';

const methods: Readonly<Record<string, string>> = {
  '/v1/chat/completions': 'POST',
  '/v1/completions': 'POST',
  '/v1/models': 'GET',
  '/health': 'GET',
};

/** Answer one request. Throws ApiFault where nothing was sent yet. */
export async function routeRequest(desk: Desk, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = pathOf(incoming);
  const named = path.startsWith('/v1/models/') ? path.slice('/v1/models/'.length) : undefined;
  const method = named === undefined ? methods[path] : 'GET';
  if (path !== '/health') checkCaller(incoming, desk.token);
  if (method === undefined) throw unknownPath(path);
  if (incoming.method !== method) throw wrongMethod(incoming, path, method);
  if (named !== undefined) return sendJson(response, { status: 200, body: findModel(desk, named) });
  switch (path) {
    case '/health': {
      const { running, waiting } = desk.places;
      return sendJson(response, { status: 200, body: { status: 'ok', running, waiting } });
    }
    case '/v1/models':
      return sendJson(response, { status: 200, body: { object: 'list', data: [describeModel(desk)] } });
    default:
      checkContentType(incoming);
      return answerRequest(desk, path === '/v1/completions' ? completionForm : chatForm, { incoming, response });
  }
}

function pathOf(incoming: IncomingMessage): string {
  try {
    const { pathname } = new URL(incoming.url ?? '/', 'http://server');
    return decodeURIComponent(pathname).replace(/(?<=.)\/$/, '');
  } catch {
    throw new ApiFault('The path cannot be read.');
  }
}

function describeModel({ name, engine, startedSeconds }: Desk): object {
  const { context } = engine.info;
  return { id: name, object: 'model', created: startedSeconds, owned_by: 'limbeck', context_length: context };
}

function findModel(desk: Desk, id: string): object {
  if (id === desk.name) return describeModel(desk);
  throw new ApiFault(`There is no model "${id}" here. This server has "${desk.name}".`, {
    status: 404,
    param: 'model',
    code: 'model_not_found',
  });
}

function unknownPath(path: string): ApiFault {
  const known = Object.entries(methods).map(([known, method]) => `${method} ${known}`);
  return new ApiFault(`There is no ${path} here. Known: ${known.join(', ')}.`, { status: 404, code: 'unknown_path' });
}

function wrongMethod(incoming: IncomingMessage, path: string, method: string): ApiFault {
  return new ApiFault(`${path} takes ${method}, not ${incoming.method}.`, {
    status: 405,
    code: 'method_not_allowed',
    headers: { allow: method },
  });
}

/** A web page of another origin can send other types without asking first. */
function checkContentType(incoming: IncomingMessage): void {
  const type = (incoming.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') return;
  throw new ApiFault('The body must be JSON, with the header content-type: application/json.', {
    status: 415,
    code: 'unsupported_media_type',
  });
}
