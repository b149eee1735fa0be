import { existsSync } from 'node:fs';
import { errorCode } from '../../files/store-trouble.js';
import { openPageFile, tableHead, wide, type Meta, type PageFile, type TableHead } from './page-file.js';

/**
 * Whether an LMDB file can be mapped and walked: LMDB itself trusts every page number and length it meets, and a wrong one
 * ends the process. Values are not looked at; their checksums are the ledger's own.
 */
const PAGE_HEADER = 24;
const NODE_HEADER = 8;
const TABLE_HEAD = 48;
const BRANCH = 0x01;
const LEAF = 0x02;
const OVERFLOW = 0x04;
const BIG_DATA = 0x01;
const SUB_TABLE = 0x02;
const OUT_OF_PAGE = new Set(['ERR_BUFFER_OUT_OF_BOUNDS', 'ERR_OUT_OF_RANGE']);
/** Times a file that is being written meanwhile is looked at before that is left to a quieter moment. */
const LOOKS = 5;

/** Why the file must not be opened; undefined when it may. Costs three reads. */
export function findCutOff(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  return withPages(file, (pages) => cutOff(pages));
}

/** Why the file is damaged, from the first wrong page; undefined when every page is where it should be. */
export function findBrokenPage(file: string): string | undefined {
  for (let look = 0; look < LOOKS; look++) {
    const { why, settled } = withPages(file, (pages) => lookOnce(file, pages));
    if (why === undefined || settled) return why;
  }
  return undefined;
}

function withPages<Result>(file: string, look: (pages: PageFile) => Result): Result {
  const pages = openPageFile(file);
  try {
    return look(pages);
  } finally {
    pages.close();
  }
}

function cutOff({ bytes, meta }: PageFile): string | undefined {
  if (bytes === 0) return undefined;
  if (!meta) return 'its first pages are not those of a ledger';
  const wanted = (meta.lastPage + 1) * meta.pageSize;
  return bytes < wanted ? `it is cut off: ${bytes} bytes of ${wanted}` : undefined;
}

function lookOnce(file: string, pages: PageFile): { readonly why: string | undefined; readonly settled: boolean } {
  const why = cutOff(pages) ?? (pages.meta && new Walk(pages, pages.meta).findTrouble());
  const now = withPages(file, ({ meta }) => meta?.transaction);
  return { why, settled: now === pages.meta?.transaction };
}

class PageTrouble extends Error {}

class Walk {
  private readonly seen = new Set<number>();

  constructor(
    private readonly pages: PageFile,
    private readonly meta: Meta,
  ) {}

  findTrouble(): string | undefined {
    try {
      this.table(this.meta.free, 'the list of free pages');
      this.table(this.meta.main, 'the list of tables');
      return undefined;
    } catch (error) {
      if (error instanceof PageTrouble) return error.message;
      // A length that leads out of its page.
      if (OUT_OF_PAGE.has(errorCode(error) ?? '')) return 'a page holds a length or place that cannot be';
      throw error;
    }
  }

  private table(head: TableHead, name: string): void {
    const found = { branches: 0, leaves: 0, overflows: 0, entries: 0 };
    if (head.root !== undefined) this.tree(head.root, found, name);
    for (const count of ['branches', 'leaves', 'overflows', 'entries'] as const)
      if (found[count] !== head[count])
        throw new PageTrouble(`${name} has ${found[count]} ${count} instead of ${head[count]}`);
  }

  private tree(number: number, found: Record<string, number>, name: string): void {
    const page = this.take(number, name);
    const flags = page.readUInt16LE(18);
    const isLeaf = (flags & LEAF) !== 0;
    if (isLeaf === ((flags & BRANCH) !== 0)) throw new PageTrouble(`page ${number} of ${name} is of no known kind`);
    found[isLeaf ? 'leaves' : 'branches']!++;
    const count = page.readUInt16LE(20) / 2;
    for (let at = 0; at < count; at++) {
      const node = page.subarray(page.readUInt16LE(PAGE_HEADER + 2 * at) + PAGE_HEADER);
      if (isLeaf) this.entry(node, found, name);
      else this.tree(node.readUInt32LE(0) + node.readUInt16LE(4) * 2 ** 32, found, name);
    }
  }

  private entry(node: Buffer, found: Record<string, number>, name: string): void {
    found['entries']!++;
    const flags = node.readUInt16LE(4);
    const from = NODE_HEADER + node.readUInt16LE(6);
    const bytes = node.readUInt32LE(0);
    if ((flags & BIG_DATA) !== 0) {
      found['overflows']! += this.overflow(wide(node, from), bytes, name);
      return;
    }
    if (from + bytes > node.length) throw new PageTrouble(`an entry of ${name} reaches out of its page`);
    if ((flags & SUB_TABLE) !== 0 && bytes >= TABLE_HEAD)
      this.table(tableHead(node.subarray(from)), `the table "${node.toString('latin1', NODE_HEADER, from)}"`);
  }

  /** Pages it takes. */
  private overflow(number: number, bytes: number, name: string): number {
    const page = this.take(number, name);
    const taken = page.readUInt32LE(20);
    const needed = Math.ceil((bytes + PAGE_HEADER) / this.meta.pageSize);
    if ((page.readUInt16LE(18) & OVERFLOW) === 0 || taken < needed)
      throw new PageTrouble(`page ${number} of ${name} does not hold the long entry that it should`);
    for (let next = 1; next < taken; next++) this.mark(number + next, name);
    return taken;
  }

  private take(number: number, name: string): Buffer {
    this.mark(number, name);
    const page = this.pages.page(number, this.meta.pageSize);
    if (!page || wide(page, 0) !== number) throw new PageTrouble(`page ${number} of ${name} is another one`);
    return page;
  }

  private mark(number: number, name: string): void {
    if (number < 2 || number > this.meta.lastPage)
      throw new PageTrouble(`${name} names a page ${number} that is not there`);
    if (this.seen.has(number)) throw new PageTrouble(`${name} names page ${number}, which is in use already`);
    this.seen.add(number);
  }
}
