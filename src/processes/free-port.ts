import { createServer } from 'node:net';

function canListen(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}

/** True when nothing listens on this loopback port. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await canListen(port)) !== undefined;
}

/** A loopback port nobody listens on, the wanted one if it is free. */
export async function findFreePort(wanted?: number): Promise<number> {
  const port = (wanted === undefined ? undefined : await canListen(wanted)) ?? (await canListen(0));
  if (port === undefined) throw new Error('This machine gives no loopback port.');
  return port;
}
