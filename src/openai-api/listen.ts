import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LimbeckError } from '../core/errors.js';

export interface ListenOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** What to do when the port cannot be had. */
  readonly hint: string;
}

/** Resolves to the base URL, up to and with /v1. Throws `port-in-use`, `port-unusable`. */
export async function listen(server: Server, options: ListenOptions): Promise<string> {
  const { host, port } = options;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenFailure(error, options)));
    server.listen(port, host, resolve);
  });
  const bound = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${bound.port}/v1`;
}

function listenFailure(error: NodeJS.ErrnoException, { host, port, hint }: ListenOptions): LimbeckError {
  const inUse = error.code === 'EADDRINUSE';
  return new LimbeckError({
    code: inUse ? 'port-in-use' : 'port-unusable',
    message: inUse ? `Port ${port} on ${host} is in use.` : `Port ${port} on ${host} cannot be used: ${error.message}`,
    hint,
    cause: error,
  });
}
