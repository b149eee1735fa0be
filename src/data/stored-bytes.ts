import type { DataFile } from './contract.js';
import { unreadable } from './unreadable.js';

/** Beginnings of files that are no text, whatever their name says. */
const known: readonly { readonly begin: readonly number[]; readonly what: string; readonly hint: string }[] = [
  { begin: [0x1f, 0x8b], what: 'gzip data', hint: 'Name it .gz and it is unpacked while it is read.' },
  { begin: [0x50, 0x41, 0x52, 0x31], what: 'a Parquet file', hint: 'Name it .parquet, or say format: parquet.' },
  {
    begin: [0x50, 0x4b, 0x03, 0x04],
    what: 'a zip archive or an Excel workbook',
    hint: 'Unpack it; save a workbook as CSV (UTF-8).',
  },
  { begin: [0x25, 0x50, 0x44, 0x46], what: 'a PDF file', hint: 'Save its text as .txt first.' },
  { begin: [0x28, 0xb5, 0x2f, 0xfd], what: 'Zstandard data', hint: 'Unpack it, or pack it with gzip.' },
  { begin: [0x42, 0x5a, 0x68], what: 'bzip2 data', hint: 'Unpack it, or pack it with gzip.' },
  { begin: [0xff, 0xfe], what: 'UTF-16 text', hint: 'Save it as UTF-8.' },
  { begin: [0xfe, 0xff], what: 'UTF-16 text', hint: 'Save it as UTF-8.' },
];

/** The content of a file: its bytes, unpacked where it is gzip. Throws `data-unreadable` for damaged gzip. */
export function contentOf(file: DataFile): AsyncIterable<Uint8Array> {
  return file.gzip ? unpacked(file) : file.bytes();
}

/** Refuses content that begins like a file of another sort. */
export function checkBeginning(file: string, first: Uint8Array): void {
  const found = known.find(({ begin }) => begin.every((byte, at) => first[at] === byte));
  if (found) throw unreadable({ file, message: `The file is ${found.what}, not text.`, hint: found.hint });
}

async function* unpacked(file: DataFile): AsyncGenerator<Uint8Array> {
  const { createGunzip } = await import('node:zlib');
  const { Readable } = await import('node:stream');
  const source = Readable.from(file.bytes(), { objectMode: false });
  const gunzip = createGunzip({ chunkSize: 256 << 10 });
  source.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const piece of source.pipe(gunzip)) yield piece as Uint8Array;
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    if (!String(code).startsWith('Z_')) throw error;
    const cut = code === 'Z_BUF_ERROR';
    throw unreadable({
      file: file.name,
      message: cut ? 'The gzip data ends in the middle.' : 'The file is named .gz but is not whole gzip data.',
      hint: cut
        ? 'It was not copied or written to its end: fetch or make it anew.'
        : 'Make it anew with gzip, or drop the .gz.',
    });
  } finally {
    source.destroy();
  }
}
