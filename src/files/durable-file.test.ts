import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolderDurably, writeFileDurably } from './durable-file.js';
import { writeWhole } from './write-whole.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'limbeck-durable-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a folder is made with those above it, and may be there already', async () => {
  const deep = join(folder, 'a', 'b', 'c');
  await makeFolderDurably(deep);
  await makeFolderDurably(deep);
  expect(existsSync(deep)).toBe(true);
});

test('a file takes the place of the one before, and nothing is left beside it', async () => {
  const file = join(folder, 'file');
  for (const text of ['one', 'two']) {
    await writeFileDurably(file, text);
    expect(readFileSync(file, 'utf8')).toBe(text);
    writeWhole(file, `${text} more`);
    expect(readFileSync(file, 'utf8')).toBe(`${text} more`);
  }
  expect(readdirSync(folder)).toEqual(['file']);
});

test('what cannot be put in place leaves nothing behind', async () => {
  await makeFolderDurably(join(folder, 'taken'));
  await expect(writeFileDurably(join(folder, 'taken'), 'x')).rejects.toMatchObject({ code: 'EISDIR' });
  expect(() => writeWhole(join(folder, 'taken'), 'x')).toThrow(expect.objectContaining({ code: 'EISDIR' }));
  expect(readdirSync(folder)).toEqual(['taken']);
});
