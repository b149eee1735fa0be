import { ApiFault } from '../openai-api/api-fault.js';
import type { Desk } from './desk.js';

/** What a client is told of an error. Trouble of the server's own is reported to whoever runs it, and told without its details. */
export function replyFault(desk: Desk, error: unknown): ApiFault {
  if (error instanceof ApiFault) return error;
  if (desk.stopped.aborted) return stoppingFault();
  desk.report(error);
  return new ApiFault('The model failed; the output of the server says why.', { status: 500 });
}

export function stoppingFault(): ApiFault {
  return new ApiFault('This server is stopping.', {
    status: 503,
    code: 'server_stopping',
    headers: { connection: 'close' },
  });
}
