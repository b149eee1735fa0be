import type { IncomingMessage } from 'node:http';
import { ApiFault } from './api-fault.js';

/** Larger bodies are refused; the prompts of a row are far below. */
const maxBodyBytes = 4 * 1024 * 1024;

/** The whole body. Throws a fault of status 413 when it is too long; the rest is then left unread. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const tooLong = (): ApiFault =>
    new ApiFault(`A request may have ${maxBodyBytes} bytes.`, { status: 413, headers: { connection: 'close' } });
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) throw tooLong();
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += (part as Buffer).length;
    if (bytes > maxBodyBytes) throw tooLong();
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString('utf8');
}
