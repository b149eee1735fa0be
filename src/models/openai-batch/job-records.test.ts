import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JobRecords, batchesFolder } from './job-records.js';
import { jobStoreContract } from './job-store-contract-suite.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'limbeck-jobs-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('in a folder', () => jobStoreContract(() => new JobRecords({ folder })));

test('the folder appears with the first job', async () => {
  const store = new JobRecords({ folder });
  expect(store.all()).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});

test('a damaged record is refused by name, never taken for none', () => {
  const store = new JobRecords({ folder });
  const path = join(batchesFolder({ folder }), 'job.json');
  return store.locked(async () => {
    writeFileSync(path, '{"job":"job"}');
    expect(() => store.all()).toThrow(`The record of a batch, ${path}, is damaged.`);
    expect(store.describe('job')).toBe(path);
  });
});
