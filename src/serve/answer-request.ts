import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Generation } from '../models/onnx/contract.js';
import { ApiFault, errorBody } from '../openai-api/api-fault.js';
import { readBody } from '../openai-api/read-body.js';
import { parseBody, type RequestBody } from '../openai-api/request-fields.js';
import { sendJson } from '../openai-api/send-json.js';
import type { ApiForm } from './api-form.js';
import type { Desk } from './desk.js';
import { openEventStream } from './event-stream.js';
import { generateReplies } from './generate-replies.js';
import { replyFault } from './reply-fault.js';
import type { ReplyRequest } from './reply-request.js';

interface Head {
  readonly id: string;
  readonly created: number;
  readonly model: string;
}

interface Exchange {
  readonly desk: Desk;
  readonly form: ApiForm;
  readonly request: ReplyRequest;
  readonly response: ServerResponse;
  readonly head: Head;
  /** Aborted when the client is gone. */
  readonly gone: AbortController;
}

/** Answer a request for text: whole, or streamed. A client that goes away ends its generation. Throws ApiFault. */
export async function answerRequest(
  desk: Desk,
  form: ApiForm,
  { incoming, response }: { readonly incoming: IncomingMessage; readonly response: ServerResponse },
): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) gone.abort(new Error('The client went away.'));
  });
  const body = parseBody(await readBody(incoming));
  checkModel(desk, body);
  const request = form.read(body, desk.engine);
  const { nowSeconds, newId } = desk.chance;
  const head = { id: `${form.idPrefix}-${newId()}`, created: nowSeconds(), model: desk.name };
  const exchange = { desk, form, request, response, head, gone };
  await (request.stream ? answerStreamed(exchange) : answerWhole(exchange));
}

async function answerWhole({ desk, form, request, response, head, gone }: Exchange): Promise<void> {
  const generations = await generateReplies(desk, request, { signal: gone.signal });
  const { id, created, model } = head;
  const choices = generations.map((generation, index) => form.choice(index, generation));
  sendJson(response, {
    status: 200,
    headers: { 'x-request-id': id },
    body: { id, object: form.whole, created, model, choices, usage: usageOf(request, generations) },
  });
}

async function answerStreamed({ desk, form, request, response, head, gone }: Exchange): Promise<void> {
  const { id, created, model } = head;
  const stream = openEventStream(response, { 'x-request-id': id }, () => response.destroy());
  const common = { id, object: form.chunk, created, model };
  const send = (choices: readonly object[], usage: object | null): void =>
    stream.send({ ...common, choices, ...(request.includeUsage ? { usage } : {}) });
  const given = new Map<number, number>();
  const begin = (choice: number): void => {
    if (given.has(choice)) return;
    given.set(choice, 0);
    const opening = form.opening(choice);
    if (opening !== undefined) send([opening], null);
  };
  try {
    const generations = await generateReplies(desk, request, {
      signal: gone.signal,
      listener: {
        onPiece(choice, piece) {
          begin(choice);
          if (piece.text === '' && piece.token === undefined) return;
          const before = given.get(choice) ?? 0;
          send([form.piece(choice, piece, before)], null);
          given.set(choice, before + piece.text.length);
        },
        onEnd(choice, generation) {
          begin(choice);
          send([form.closing(choice, generation)], null);
        },
      },
    });
    if (request.includeUsage) send([], usageOf(request, generations));
    stream.done();
  } catch (error) {
    if (!stream.begun || gone.signal.aborted) throw error;
    stream.breakOff(errorBody(replyFault(desk, error)));
  }
}

function checkModel(desk: Desk, body: RequestBody): void {
  const { model } = body;
  if (model === desk.name) return;
  if (typeof model !== 'string')
    throw new ApiFault(`model must be a text. This server has "${desk.name}".`, { param: 'model' });
  throw new ApiFault(`There is no model "${model}" here. This server has "${desk.name}".`, {
    status: 404,
    param: 'model',
    code: 'model_not_found',
  });
}

/** A prompt counts once, however many replies it gets. */
function usageOf({ n }: ReplyRequest, generations: readonly Generation[]): object {
  const prompt = generations.filter((_, choice) => choice % n === 0).reduce((sum, one) => sum + one.promptTokens, 0);
  const completion = generations.reduce((sum, one) => sum + one.completionTokens, 0);
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}
