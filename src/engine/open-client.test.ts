import { once } from 'node:events';
import { createServer, type Http2Server, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { openClient } from './open-client.js';

const OK = '0';
const UNAVAILABLE = '14';

/** A gRPC service that lets clients in and then answers nothing else. */
async function startSilentService(): Promise<{ readonly server: Http2Server; readonly address: string }> {
  const server = createServer();
  server.on('stream', (stream, headers) => {
    const status = String(headers[':path']).endsWith('/GetSystemInfo') ? OK : UNAVAILABLE;
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': status }));
    stream.end(status === OK ? Buffer.alloc(5) : undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, address: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test('a call that waits to be tried again ends when the connection is closed, and throws into nowhere', async () => {
  const { server, address } = await startSilentService();
  const { client, close } = await openClient({ address, namespace: 'default' });
  const refused = once(server, 'stream').then(([stream]) => once(stream as ServerHttp2Stream, 'close'));
  const asking = client.workflow.getHandle('any').describe();
  const ended = expect(asking).rejects.toThrow('Failed to describe workflow');
  await refused;
  await close();
  await ended;
  server.close();
});
