import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/**
 * The bytes of a gzip file as they come. What is wrong with the file or its compression is thrown where it is met, after all
 * that could be read before it; stopping early closes the file.
 */
export async function* gunzipFile(path: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  // Errors reach the reader through `gunzip`, which the pipeline destroys with them.
  const fed = pipeline(createReadStream(path), gunzip).catch(() => undefined);
  try {
    for await (const piece of gunzip as AsyncIterable<Buffer>) yield piece;
  } finally {
    gunzip.destroy();
    await fed;
  }
}
