import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Hex } from '../../core/digest.js';
import { exampleEntry } from '../contract-suite.js';
import { findBrokenPage, findCutOff } from './check-pages.js';
import { ledgerFile, openLmdbLedger } from './open-lmdb-ledger.js';
import { verifyLedger } from './verify-ledger.js';

const PAGE = 4096;
let folder: string;
let whole: Buffer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'limbeck-pages-'));
  const ledger = await openLmdbLedger({ folder });
  // What does not deflate takes pages of its own.
  const long = Array.from({ length: 600 }, (_, at) => sha256Hex(String(at))).join('');
  for (let from = 0; from < 300; from += 50)
    await ledger.putMany(
      Array.from({ length: 50 }, (_, at) => {
        const entry = exampleEntry(from + at);
        return at % 10 === 0 ? { ...entry, answer: { ...entry.answer, text: `${from} ${long}` } } : entry;
      }),
    );
  await ledger.close();
  whole = readFileSync(ledgerFile(folder));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => writeFileSync(ledgerFile(folder), whole));

test('a whole file is found whole, entry by entry', async () => {
  expect([findCutOff(ledgerFile(folder)), findBrokenPage(ledgerFile(folder))]).toEqual([undefined, undefined]);
  expect(await verifyLedger({ folder })).toEqual({ file: ledgerFile(folder), entries: 300, corrupt: [] });
});

test('a file that is not there or empty is a ledger yet to be made', () => {
  writeFileSync(join(folder, 'empty'), '');
  expect([findCutOff(join(folder, 'none')), findCutOff(join(folder, 'empty'))]).toEqual([undefined, undefined]);
});

test.each([0.999, 0.5, 0.1, 0.01])(
  'a file cut off at %d of its length is refused, where LMDB would end us',
  async (share) => {
    const left = Math.floor(whole.length * share);
    truncateSync(ledgerFile(folder), left);
    await expect(openLmdbLedger({ folder })).rejects.toMatchObject({
      code: 'ledger-corrupt',
      message: expect.stringMatching(/data\.mdb is damaged: (it is cut off: \d+ bytes of \d+|its first pages are not)/),
    });
    expect(await verifyLedger({ folder })).toMatchObject({ entries: 0, broken: expect.any(String) });
  },
);

/** Pages of the newest state, by what they are. */
function livePages(kind: number): number[] {
  const pages = Array.from({ length: whole.length / PAGE }, (_, at) => at).slice(2);
  return pages.filter((at) => {
    if (whole.readUInt16LE(at * PAGE + 18) !== kind) return false;
    const bytes = Buffer.from(whole);
    bytes.writeBigUInt64LE(0n, at * PAGE);
    writeFileSync(ledgerFile(folder), bytes);
    return findBrokenPage(ledgerFile(folder)) !== undefined;
  });
}

test.each([
  ['branch', 1, [0, 20, 24, 26]],
  ['leaf', 2, [0, 20, 24]],
  ['overflow', 4, [0, 20]],
] as const)('what leads astray in a %s page is named before LMDB follows it', async (_name, kind, offsets) => {
  const live = livePages(kind);
  expect(live.length).toBeGreaterThan(0);
  for (const page of [live[0]!, live.at(-1)!])
    for (const offset of offsets) {
      const bytes = Buffer.from(whole);
      bytes.fill(0xff, page * PAGE + offset, page * PAGE + offset + 2);
      writeFileSync(ledgerFile(folder), bytes);
      expect([page, offset, await verifyLedger({ folder })]).toEqual([
        page,
        offset,
        { file: ledgerFile(folder), broken: expect.any(String), entries: 0, corrupt: [] },
      ]);
    }
});
