import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { ApiFault } from '../openai-api/api-fault.js';
import { isLoopback } from './loopback.js';

/**
 * With a token: whoever has it. Without: programs of this machine, which is why a request must name it by a loopback
 * name; a web page that lets its own name point here (DNS rebinding) does not.
 */
export function checkCaller(incoming: IncomingMessage, token: string | undefined): void {
  if (token === undefined) {
    const host = (incoming.headers.host ?? '').replace(/:\d+$/, '');
    if (isLoopback(host)) return;
    throw new ApiFault('This server answers to a loopback name only: 127.0.0.1, localhost or [::1].', {
      status: 403,
      code: 'host_not_allowed',
    });
  }
  const given = /^Bearer +(\S+)$/i.exec(incoming.headers.authorization ?? '')?.[1];
  if (given !== undefined && isSame(given, token)) return;
  throw new ApiFault(
    given === undefined ? 'A token is needed: Authorization: Bearer TOKEN.' : 'The token is not the right one.',
    { status: 401, code: 'invalid_api_key', headers: { 'www-authenticate': 'Bearer' } },
  );
}

/** Takes as long for a near miss as for a far one. */
function isSame(given: string, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}
