// Pages, not one array that doubles: that would hold everything twice whenever it grows.
const PAGE_BITS = 12;
const PAGE_ROWS = 1 << PAGE_BITS;

/** Rows of so many 32-bit numbers; a row is there once it is set. */
export interface Table {
  get(row: number, column: number): number;
  set(row: number, column: number, value: number): void;
}

export function createTable(width: number): Table {
  const pages: Int32Array[] = [];
  const place = (row: number, column: number): number => (row & (PAGE_ROWS - 1)) * width + column;
  return {
    get: (row, column) => pages[row >>> PAGE_BITS]![place(row, column)]!,
    set: (row, column, value) => {
      const page = (pages[row >>> PAGE_BITS] ??= new Int32Array(PAGE_ROWS * width));
      page[place(row, column)] = value;
    },
  };
}

const SKETCH_PAGE_BITS = 16;
const SKETCH_PAGE = 1 << SKETCH_PAGE_BITS;

/** Sketches of at most SKETCH_SIZE hashes, each whole in one page, its length before it. */
export interface SketchStore {
  /** Where it is, for `get`. */
  add(sketch: Uint32Array): number;
  get(at: number): Uint32Array;
}

export function createSketchStore(): SketchStore {
  const pages: Uint32Array[] = [];
  let end = 0;
  return {
    add: (sketch) => {
      const left = SKETCH_PAGE - (end & (SKETCH_PAGE - 1));
      if (left < sketch.length + 1) end += left;
      const at = end;
      const page = (pages[at >>> SKETCH_PAGE_BITS] ??= new Uint32Array(SKETCH_PAGE));
      const start = at & (SKETCH_PAGE - 1);
      page[start] = sketch.length;
      page.set(sketch, start + 1);
      end += sketch.length + 1;
      return at;
    },
    get: (at) => {
      const page = pages[at >>> SKETCH_PAGE_BITS]!;
      const start = (at & (SKETCH_PAGE - 1)) + 1;
      return page.subarray(start, start + page[start - 1]!);
    },
  };
}
