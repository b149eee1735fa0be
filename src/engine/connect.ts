import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { LimbeckError } from '../core/errors.js';

/** `engine` of a profile in limbeck.yaml. */
export interface EngineBinding {
  readonly mode?: 'embedded' | undefined;
  /** host:port of a Temporal service. */
  readonly address?: string | undefined;
  readonly namespace?: string | undefined;
  /** Files are relative to the project folder; `true` asks for TLS with the system's authorities. */
  readonly tls?: boolean | EngineTls | undefined;
  readonly api_key?: { readonly env: string } | undefined;
}

export interface EngineTls {
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly server_name?: string | undefined;
}

/** Where a Temporal service is and how to be let in; what clients and workers connect with. Holds secrets: never print it. */
export interface EngineAddress {
  readonly address: string;
  readonly namespace: string;
  readonly tls?:
    | true
    | { readonly ca?: Buffer; readonly cert?: Buffer; readonly key?: Buffer; readonly serverName?: string };
  readonly apiKey?: string;
}

function readTls(tls: EngineTls, folder: string): Exclude<EngineAddress['tls'], true | undefined> {
  const read = (path: string): Buffer => {
    try {
      return readFileSync(resolve(folder, path));
    } catch (error) {
      throw new LimbeckError({
        code: 'engine-tls-file',
        message: `A TLS file of the engine cannot be read: ${(error as Error).message}`,
        hint: 'Set engine.tls.ca, .cert and .key in limbeck.yaml (or TEMPORAL_TLS_*_PATH) to readable PEM files.',
        cause: error,
      });
    }
  };
  if ((tls.cert === undefined) !== (tls.key === undefined)) {
    throw new LimbeckError({
      code: 'engine-tls-file',
      message: 'A TLS client certificate needs both its certificate and its key.',
      hint: 'Give engine.tls.cert and engine.tls.key together.',
    });
  }
  return {
    ...(tls.ca === undefined ? {} : { ca: read(tls.ca) }),
    ...(tls.cert === undefined ? {} : { cert: read(tls.cert) }),
    ...(tls.key === undefined ? {} : { key: read(tls.key) }),
    ...(tls.server_name === undefined ? {} : { serverName: tls.server_name }),
  };
}

function tlsOfEnvironment(env: NodeJS.ProcessEnv): EngineTls | undefined {
  const tls = {
    ca: env['TEMPORAL_TLS_SERVER_CA_CERT_PATH'],
    cert: env['TEMPORAL_TLS_CLIENT_CERT_PATH'],
    key: env['TEMPORAL_TLS_CLIENT_KEY_PATH'],
    server_name: env['TEMPORAL_TLS_SERVER_NAME'],
  };
  return Object.values(tls).some((value) => value) ? tls : undefined;
}

/**
 * The Temporal service to use instead of an embedded one: TEMPORAL_ADDRESS (with TEMPORAL_NAMESPACE, TEMPORAL_API_KEY, TEMPORAL_TLS_*), else the
 * profile's `engine.address`. Undefined means: embedded. Throws `missing-secret` when the key's variable is not set.
 */
export function findEngineElsewhere(
  binding: EngineBinding | undefined,
  projectFolder: string,
  env: NodeJS.ProcessEnv = process.env,
): EngineAddress | undefined {
  const fromEnvironment = env['TEMPORAL_ADDRESS'];
  const address = fromEnvironment || binding?.address;
  if (!address) return undefined;
  const tls = fromEnvironment ? tlsOfEnvironment(env) : binding?.tls;
  const apiKey = env['TEMPORAL_API_KEY'] || (fromEnvironment ? undefined : secretOf(binding?.api_key, env));
  return {
    address,
    namespace: env['TEMPORAL_NAMESPACE'] || binding?.namespace || 'default',
    ...(tls === undefined || tls === false ? {} : { tls: tls === true ? true : readTls(tls, projectFolder) }),
    // Keys travel in clear without TLS, and every service that takes keys has it.
    ...(apiKey === undefined ? {} : { apiKey, ...(tls === undefined ? { tls: true as const } : {}) }),
  };
}

function secretOf(secret: { readonly env: string } | undefined, env: NodeJS.ProcessEnv): string | undefined {
  if (!secret) return undefined;
  const value = env[secret.env];
  if (value) return value;
  throw new LimbeckError({
    code: 'missing-secret',
    message: `The engine's key is to be in ${secret.env}, which is not set.`,
    hint: `Set ${secret.env} in the environment.`,
  });
}

/** Environment for a child process that is to use the same engine. */
export function engineEnvironment(engine: Pick<EngineAddress, 'address' | 'namespace'>): Record<string, string> {
  return { TEMPORAL_ADDRESS: engine.address, TEMPORAL_NAMESPACE: engine.namespace };
}
