import type { DataFile, RawRow, RowFormat } from './contract.js';

/** Tests that every format passes. `write` makes a file of the format from rows of texts. */
export function rowFormatContract(
  format: RowFormat,
  write: (rows: readonly Record<string, string>[]) => Uint8Array,
): void {
  const rows = [
    { a: 'x', b: 'é, "q"' },
    { a: 'y', b: '你好' },
    { a: 'z', b: ' ' },
  ];
  const values = async (file: DataFile): Promise<unknown[]> => {
    const found: unknown[] = [];
    for await (const { value } of format.read(file, {})) found.push(value);
    return found;
  };

  test('rows come back in order', async () => {
    expect(await values(inMemory(write(rows)).file)).toEqual(rows);
  });

  test('pieces of a byte each make no difference', async () => {
    expect(await values(inMemory(write(rows), { piece: 1 }).file)).toEqual(rows);
  });

  test('every byte is read once, so that a digest of them is whole', async () => {
    const content = write(rows);
    const { file, read } = inMemory(content, { piece: 7 });
    await values(file);
    expect(Buffer.concat(read)).toEqual(Buffer.from(content));
  });

  test('a reader that stops early leaves the file closed', async () => {
    const { file, open } = inMemory(write(rows), { piece: 5 });
    const seen: RawRow[] = [];
    for await (const row of format.read(file, {})) {
      seen.push(row);
      break;
    }
    expect({ seen: seen.map(({ value }) => value), open: open() }).toEqual({ seen: [rows[0]], open: 0 });
  });

  test('a file that breaks off is an error, or has fewer rows: never other ones', async () => {
    const content = write(rows);
    for (let end = 1; end < content.length; end++) {
      const found = await values(inMemory(content.subarray(0, end)).file).catch((error: unknown) => error);
      if (Array.isArray(found)) expect(rows.slice(0, found.length).map(({ a }) => a)).toEqual(found.map(({ a }) => a));
      else expect(found).toMatchObject({ code: 'data-unreadable' });
    }
  });
}

/** A file of bytes in memory that counts what is open and keeps what was read of it. */
export function inMemory(
  content: Uint8Array,
  { piece = content.length, gzip = false }: { readonly piece?: number; readonly gzip?: boolean } = {},
): { readonly file: DataFile; readonly read: Uint8Array[]; readonly open: () => number } {
  const read: Uint8Array[] = [];
  let open = 0;
  const file: DataFile = {
    name: 'rows',
    source: 'rows',
    gzip,
    async *bytes() {
      open++;
      try {
        for (let from = 0; from < content.length; from += piece) {
          const bytes = content.subarray(from, from + piece);
          read.push(bytes);
          yield bytes;
        }
      } finally {
        open--;
      }
    },
    async open() {
      open++;
      return {
        size: content.length,
        read: async (from, to) => content.subarray(from, to),
        close: async () => void open--,
      };
    },
  };
  return { file, read, open: () => open };
}
