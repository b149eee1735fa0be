import { Client, Connection } from '@temporalio/client';
import { LimbeckError } from '../core/errors.js';
import type { EngineAddress } from './connect.js';

export interface OpenClient {
  readonly client: Client;
  readonly close: () => Promise<void>;
}

const CONNECT_TIMEOUT_MS = 10_000;

/** A client of the engine, connected. Throws `engine-unreachable` (transient) or `engine-refused`. */
export async function openClient(engine: EngineAddress): Promise<OpenClient> {
  try {
    const connection = await Connection.connect({
      address: engine.address,
      connectTimeout: CONNECT_TIMEOUT_MS,
      ...(engine.apiKey === undefined ? {} : { apiKey: engine.apiKey }),
      ...(engine.tls === undefined ? {} : { tls: tlsOf(engine.tls) }),
    });
    return {
      client: new Client({ connection, namespace: engine.namespace }),
      close: () => connection.close(),
    };
  } catch (error) {
    const refused = /UNAUTHENTICATED|PERMISSION_DENIED/.test((error as Error).message);
    throw new LimbeckError({
      code: refused ? 'engine-refused' : 'engine-unreachable',
      message: `The Temporal service at ${engine.address} ${refused ? 'refuses us' : 'cannot be reached'}: ${(error as Error).message}`,
      hint: refused
        ? 'Check the key or certificate of the engine in limbeck.yaml.'
        : 'Check TEMPORAL_ADDRESS or engine.address in limbeck.yaml, and that the service runs.',
      kind: refused ? 'fatal' : 'transient',
      cause: error,
    });
  }
}

function tlsOf(tls: NonNullable<EngineAddress['tls']>): true | Record<string, unknown> {
  if (tls === true) return true;
  return {
    ...(tls.ca ? { serverRootCACertificate: tls.ca } : {}),
    ...(tls.serverName === undefined ? {} : { serverNameOverride: tls.serverName }),
    ...(tls.cert && tls.key ? { clientCertPair: { crt: tls.cert, key: tls.key } } : {}),
  };
}
