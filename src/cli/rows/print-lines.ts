import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';

/** Lines between two turns of the event loop: a reader that went away (EPIPE) is noticed then. */
const BREATH = 200;

/** Prints to standard output as fast as its reader takes it; memory stays flat however many lines there are. */
export async function printLines(lines: AsyncIterable<string>): Promise<void> {
  let count = 0;
  for await (const line of lines) {
    if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
    if (++count % BREATH === 0) await setImmediate();
  }
}
