import {
  Client,
  Connection,
  defaultGrpcRetryOptions,
  makeGrpcRetryInterceptor,
  type ConnectionOptions,
} from '@temporalio/client';
import { LimbeckError } from '../core/errors.js';
import type { EngineAddress } from './connect.js';

export interface OpenClient {
  readonly client: Client;
  readonly close: () => Promise<void>;
}

const CONNECT_TIMEOUT_MS = 10_000;

/** A client of the engine, connected. Throws `engine-unreachable` (transient) or `engine-refused`. */
export async function openClient(engine: EngineAddress): Promise<OpenClient> {
  const ending = new AbortController();
  try {
    const connection = await Connection.connect({
      address: engine.address,
      connectTimeout: CONNECT_TIMEOUT_MS,
      interceptors: [makeGrpcRetryInterceptor(defaultGrpcRetryOptions()), refusedAfter(ending.signal)],
      ...(engine.apiKey === undefined ? {} : { apiKey: engine.apiKey }),
      ...(engine.tls === undefined ? {} : { tls: tlsOf(engine.tls) }),
    });
    return {
      client: new Client({ connection, namespace: engine.namespace }),
      close: async () => {
        ending.abort();
        await connection.close();
      },
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

type Interceptor = NonNullable<ConnectionOptions['interceptors']>[number];
type Call = ReturnType<Interceptor>;
/** A gRPC listener, its enumeration of codes as plain numbers. */
interface StatusListener {
  onReceiveStatus?(status: { readonly code: number; readonly details: string; readonly metadata: unknown }): void;
}
const CANCELLED = 1;

/**
 * The SDK tries a failed call again from a timer; on a connection that was closed meanwhile that throws where nobody can catch
 * it. Such a try ends as cancelled instead.
 */
function refusedAfter(ending: AbortSignal): Interceptor {
  return (options, nextCall) => {
    if (!ending.aborted) return nextCall(options) as Call;
    const nothing = (): void => undefined;
    const call: Pick<Call, 'start' | 'sendMessage' | 'halfClose'> = {
      start: (metadata, listener) => {
        const told: StatusListener | undefined = listener;
        told?.onReceiveStatus?.({ code: CANCELLED, details: 'The connection was closed.', metadata });
      },
      sendMessage: nothing,
      halfClose: nothing,
    };
    return call as Call;
  };
}

function tlsOf(tls: NonNullable<EngineAddress['tls']>): true | Record<string, unknown> {
  if (tls === true) return true;
  return {
    ...(tls.ca ? { serverRootCACertificate: tls.ca } : {}),
    ...(tls.serverName === undefined ? {} : { serverNameOverride: tls.serverName }),
    ...(tls.cert && tls.key ? { clientCertPair: { crt: tls.cert, key: tls.key } } : {}),
  };
}
