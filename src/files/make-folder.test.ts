import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from './make-folder.js';
import { folderNotWritable, namedStoreTrouble, storeTrouble } from './store-trouble.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'limbeck-folder-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a folder is made with those above it, and may be there already', () => {
  makeFolder(join(folder, 'a', 'b'));
  makeFolder(join(folder, 'a', 'b'));
  expect(statSync(join(folder, 'a', 'b')).isDirectory()).toBe(true);
});

test.each(['file', 'file/below'])('a file in the way is named: %s', (path) => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => makeFolder(join(folder, path))).toThrow(
    expect.objectContaining({
      code: 'folder-not-writable',
      message: `${join(folder, path)} cannot be written: a file stands where a folder should be.`,
    }),
  );
});

test.each([
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['EROFS', 'folder-not-writable'],
  ['EACCES', 'folder-not-writable'],
])('%s is %s, also for errors that name their own path', (errno, code) => {
  const error = Object.assign(new Error('x'), { code: errno, path: '/state' });
  expect(storeTrouble(error, '/state')).toMatchObject({ code, message: expect.stringContaining('/state') });
  expect(namedStoreTrouble(error)).toMatchObject({ code, message: expect.stringContaining('/state') });
});

test('what is no trouble of a store stays as it is', () => {
  const error = Object.assign(new Error('x'), { code: 'ENOENT', path: '/state' });
  expect(storeTrouble(error, '/state')).toBe(error);
  expect(namedStoreTrouble(error)).toBe(error);
  expect(namedStoreTrouble('text')).toBe('text');
  expect(folderNotWritable('/state', error).message).toBe('/state cannot be written: the file system is read-only.');
});
