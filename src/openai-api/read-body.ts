import type { IncomingMessage } from 'node:http';
import { ApiFault } from './api-fault.js';

/** Larger bodies are refused; the prompts of a row are far below. */
const maxBodyBytes = 4 * 1024 * 1024;

/** Of a body that is too long, read on and thrown away, so that its sender hears why rather than meet a closed door. */
const maxDrainedBytes = 16 * maxBodyBytes;

/** The whole body. Throws a fault of status 413 when it is too long. */
export async function readBody(request: IncomingMessage): Promise<string> {
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) throw tooLong();
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += (part as Buffer).length;
    if (bytes <= maxBodyBytes) parts.push(part as Buffer);
    else if (bytes > maxDrainedBytes) break;
  }
  if (bytes > maxBodyBytes) throw tooLong();
  return Buffer.concat(parts).toString('utf8');
}

function tooLong(): ApiFault {
  return new ApiFault(`A request may have ${maxBodyBytes} bytes.`, { status: 413, headers: { connection: 'close' } });
}
