import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { LimbeckError } from '../../core/errors.js';
import { errorCode } from '../../files/store-trouble.js';
import { ApiFault } from '../../openai-api/api-fault.js';
import { checkCaller } from '../../serve/check-caller.js';
import type { Metrics } from './create-metrics.js';
import type { MetricsAddress } from './metrics-address.js';

export interface MetricsServer {
  readonly url: string;
  close(): Promise<void>;
}

/** GET /metrics, and nothing else. `more` gives what another source has in the same format. Throws `port-in-use`. */
export async function serveMetrics(
  metrics: Pick<Metrics, 'text' | 'contentType'>,
  { host, port, token }: MetricsAddress,
  more: () => Promise<string>,
): Promise<MetricsServer> {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const refuse = (status: number, why: string): void => void response.writeHead(status).end(`${why}\n`);
    try {
      checkCaller(request, token);
    } catch (error) {
      if (error instanceof ApiFault) return refuse(error.status, error.message);
      throw error;
    }
    if (request.method !== 'GET' || request.url !== '/metrics') return refuse(404, 'Metrics are at /metrics.');
    const text = `${await metrics.text()}${await more()}`;
    response.writeHead(200, { 'content-type': metrics.contentType }).end(text);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw errorCode(error) === 'EADDRINUSE' ? portInUse(host, port, error) : error;
  }
  const address = server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}/metrics`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function portInUse(host: string, port: number, cause: unknown): LimbeckError {
  return new LimbeckError({
    code: 'port-in-use',
    message: `Port ${port} of ${host}, where metrics are to be served, is taken by another program.`,
    hint: 'Give another port with --metrics; two workers on one machine need two.',
    cause,
  });
}
