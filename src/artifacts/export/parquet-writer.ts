import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SchemaElement } from 'hyparquet';
import type { ParquetWriter } from 'hyparquet-writer';
import { canonicalJson } from '../../core/canonical-json.js';
import { syncFolder } from '../../files/durable-file.js';
import { sayingWhere } from '../../files/store-trouble.js';
import type { ColumnShape, ParquetColumn, PlainShape } from './parquet-columns.js';

/**
 * Writes rows as a Parquet file, holding one row group of them. The file appears whole or not at all. Equal rows and
 * columns give equal bytes.
 */
export interface ParquetContent {
  readonly path: string;
  /** From `surveyColumns` over the same rows; columns that are not among them are left out. */
  readonly columns: readonly ParquetColumn[];
  readonly rows: AsyncIterable<Readonly<Record<string, unknown>>> | Iterable<Readonly<Record<string, unknown>>>;
}

const GROUP_ROWS = 10_000;
/** A row group also ends here, so that long texts do not add up. */
const GROUP_CHARS = 32 << 20;

export async function writeParquet(content: ParquetContent): Promise<{ readonly rows: number }> {
  const { path } = content;
  const temporary = `${path}.${process.pid}-${randomBytes(6).toString('hex')}.tmp`;
  return sayingWhere(dirname(path), async () => {
    try {
      const rows = await writeTable(temporary, content);
      await rename(temporary, path);
      await syncFolder(dirname(path));
      return { rows };
    } finally {
      await rm(temporary, { force: true });
    }
  });
}

async function writeTable(path: string, { columns, rows }: ParquetContent): Promise<number> {
  const { ByteWriter, ParquetWriter } = await import('hyparquet-writer');
  const bytes = new ByteWriter();
  const table = new ParquetWriter({ writer: bytes, schema: schemaOf(columns), createdBy: 'limbeck' });
  const handle = await open(path, 'wx');
  const flush = async (): Promise<void> => {
    await handle.writeFile(bytes.getBytes());
    bytes.index = 0;
  };
  let count = 0;
  try {
    const group = new RowGroup(columns);
    for await (const row of rows) {
      group.add(row);
      count++;
      if (!group.isFull) continue;
      group.write(table);
      await flush();
    }
    group.write(table);
    await table.finish();
    await flush();
    await handle.sync();
  } finally {
    await handle.close();
  }
  return count;
}

class RowGroup {
  private rows = 0;
  private chars = 0;
  private cells: unknown[][];

  constructor(private readonly columns: readonly ParquetColumn[]) {
    this.cells = columns.map(() => []);
  }

  get isFull(): boolean {
    return this.rows >= GROUP_ROWS || this.chars >= GROUP_CHARS;
  }

  add(row: Readonly<Record<string, unknown>>): void {
    for (const [index, { name, shape }] of this.columns.entries()) {
      const value = Object.hasOwn(row, name) ? row[name] : undefined;
      this.cells[index]!.push(this.cell(shape, value));
    }
    this.rows++;
  }

  /** Writes what was gathered, if anything, and begins anew. */
  write(table: ParquetWriter): void {
    if (this.rows === 0) return;
    // The written bytes stay in memory until the caller has flushed them: this returns no promise.
    void table.write({
      columnData: this.columns.map(({ name }, index) => ({ name, data: this.cells[index]! })),
      rowGroupSize: this.rows,
    });
    this.cells = this.columns.map(() => []);
    this.rows = 0;
    this.chars = 0;
  }

  private cell(shape: ColumnShape, value: unknown): unknown {
    if (value === null || value === undefined) return undefined;
    if (typeof shape === 'string') return this.plain(shape, value);
    const { list } = shape;
    const items = value as readonly unknown[];
    if (typeof list === 'string') return items.map((item) => this.plain(list, item));
    const fields = Object.entries(list);
    return items.map((item) => {
      if (item === null || item === undefined) return undefined;
      const from = item as Readonly<Record<string, unknown>>;
      return Object.fromEntries(
        fields.map(([key, field]) => [key, this.plain(field, Object.hasOwn(from, key) ? from[key] : undefined)]),
      );
    });
  }

  private plain(shape: PlainShape, value: unknown): unknown {
    if (value === null || value === undefined) return undefined;
    if (shape === 'integer') return BigInt(value as number);
    if (shape === 'number' || shape === 'boolean') return value;
    const text = shape === 'json' ? canonicalJson(value) : (value as string);
    this.chars += text.length;
    return text;
  }
}

const physical: Readonly<Record<PlainShape, Partial<SchemaElement>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  json: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
};

function schemaOf(columns: readonly ParquetColumn[]): SchemaElement[] {
  const leaf = (name: string, shape: PlainShape): SchemaElement => ({
    name,
    repetition_type: 'OPTIONAL',
    ...physical[shape],
  });
  const elements = columns.flatMap(({ name, shape }): SchemaElement[] => {
    if (typeof shape === 'string') return [leaf(name, shape)];
    const { list } = shape;
    const outer: SchemaElement[] = [
      { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    ];
    if (typeof list === 'string') return [...outer, leaf('element', list)];
    const fields = Object.entries(list);
    return [
      ...outer,
      { name: 'element', repetition_type: 'OPTIONAL', num_children: fields.length },
      ...fields.map(([key, field]) => leaf(key, field)),
    ];
  });
  return [{ name: 'root', num_children: columns.length }, ...elements];
}
