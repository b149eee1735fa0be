import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * An OpenAI-compatible server that replays recorded answers: one model id per recorded system. It finds the recorded
 * question in the last user message, whatever the prompt puts around it. What was never recorded is a 404.
 */
export interface ReplayTeacher {
  /** Base URL, up to and with /v1. */
  readonly url: string;
  /** Chat requests answered, by model id. */
  readonly calls: Readonly<Record<string, number>>;
  close(): Promise<void>;
}

/** Answers by question, by model id. */
export type Recordings = Readonly<Record<string, ReadonlyMap<string, string>>>;

interface ChatRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

export interface ReplayOptions {
  /** The recorded question in a message, where the prompt's own form is known: quicker than looking for each. */
  readonly questionOf?: (message: string) => string;
}

export async function startReplayTeacher(recordings: Recordings, options: ReplayOptions = {}): Promise<ReplayTeacher> {
  const { questionOf } = options;
  const find = Object.fromEntries(
    Object.entries(recordings).map(([model, answers]) => [
      model,
      questionOf ? (message: string) => answers.get(questionOf(message)) : findIn(answers),
    ]),
  );
  const calls: Record<string, number> = {};

  const answer = ({ model, messages }: ChatRequest, response: ServerResponse): void => {
    const asked = messages.findLast(({ role }) => role === 'user')?.content ?? '';
    const text = find[model]?.(asked);
    if (text === undefined) {
      const message = `Nothing was recorded of ${model} for: ${asked.slice(0, 200)}`;
      send(response, 404, { error: { message, type: 'invalid_request_error', param: null, code: null } });
      return;
    }
    calls[model] = (calls[model] ?? 0) + 1;
    send(response, 200, completionOf(model, asked, text));
  };

  const server = createServer((request, response) => {
    readBody(request).then(
      (body) => answer(JSON.parse(body) as ChatRequest, response),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    calls,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Of several recorded questions that a message holds, the longest is meant. */
function findIn(answers: ReadonlyMap<string, string>): (message: string) => string | undefined {
  const questions = [...answers.keys()].toSorted((a, b) => b.length - a.length);
  return (message) => {
    const found = questions.find((question) => message.includes(question));
    return found === undefined ? undefined : answers.get(found);
  };
}

function completionOf(model: string, asked: string, text: string): Record<string, unknown> {
  const prompt_tokens = Math.ceil(asked.length / 4);
  const completion_tokens = Math.ceil(text.length / 4);
  return {
    id: 'chatcmpl-replay',
    object: 'chat.completion',
    created: 0,
    model,
    choices: [{ index: 0, message: { role: 'assistant', content: text }, logprobs: null, finish_reason: 'stop' }],
    usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens },
  };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length });
  response.end(bytes);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
