import { existsSync } from 'node:fs';
import { chmod, cp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { basename, dirname, join, sep } from 'node:path';
import { LimbeckError } from '../core/errors.js';
import { syncFile, syncFolder, writeFileDurably } from '../files/durable-file.js';
import { makeFolder } from '../files/make-folder.js';
import { storeTrouble } from '../files/store-trouble.js';

/** Marks an exported folder and lists its files, so that it, and only it, may be replaced. */
export const EXPORT_FILE = 'limbeck-export.json';

export interface ExportRecord {
  readonly format: 1;
  readonly run: string;
  readonly step: string;
  readonly form: 'transformers' | 'onnx';
  readonly int8: boolean;
  /** Digest of the model in the artifact store. */
  readonly model: string;
  /** Bytes by path; the record itself is not among them. */
  readonly files: Readonly<Record<string, number>>;
}

/** Throws `folder-not-empty` unless nothing is there, or an earlier export and nothing else. */
export async function refuseForeignFolder(out: string): Promise<void> {
  if (!existsSync(out)) return;
  const names = (await stat(out)).isDirectory() ? await readdir(out) : [basename(out)];
  if (names.length === 0) return;
  const known = await earlierExport(out);
  // Only a folder that looks like an export is read to its depths: this one may be somebody's home.
  const strange = names.filter((name) => !known.some((path) => path.split(sep)[0] === name));
  const foreign = strange.length > 0 ? strange : (await listFiles(out)).filter((path) => !known.includes(path));
  if (foreign.length === 0) return;
  const shown = foreign.slice(0, 3).join(', ') + (foreign.length > 3 ? ', ...' : '');
  throw new LimbeckError({
    code: 'folder-not-empty',
    message: `${out} holds what no export has put there: ${shown}.`,
    hint: 'Give a folder that does not exist yet, or one that holds an earlier export alone. Nothing was written.',
  });
}

/** A copy of `source` with the card and the record, renamed into place: `out` is the earlier folder or the new one, whole. */
export async function placeExport<const Facts extends object>(
  source: string,
  out: string,
  { card, record, leaveOut }: { card: string; record: Facts; leaveOut: readonly string[] },
): Promise<Facts & Pick<ExportRecord, 'files'>> {
  const parent = dirname(out);
  const scratch = join(parent, `.making-${basename(out)}-${randomUUID().slice(0, 8)}`);
  const aside = join(parent, `.old-${basename(out)}-${randomUUID().slice(0, 8)}`);
  makeFolder(parent);
  try {
    await cp(source, scratch, { recursive: true, filter: (path) => !leaveOut.includes(basename(path)) });
    await writeFileDurably(join(scratch, 'README.md'), card);
    const files: Record<string, number> = {};
    for (const path of await listFiles(scratch)) {
      // Weights come from the trainer for its own user's eyes; whoever serves them may be another.
      await chmod(join(scratch, path), 0o644);
      await syncFile(join(scratch, path));
      files[path] = (await stat(join(scratch, path))).size;
    }
    const whole = { ...record, files };
    await writeFileDurably(join(scratch, EXPORT_FILE), `${JSON.stringify(whole, undefined, 1)}\n`);
    // Somebody may have put a file there meanwhile.
    await refuseForeignFolder(out);
    await swapInto(out, scratch, aside);
    await syncFolder(parent);
    return whole;
  } catch (error) {
    throw storeTrouble(error, out);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function swapInto(out: string, scratch: string, aside: string): Promise<void> {
  const stood = existsSync(out);
  if (stood) await rename(out, aside);
  try {
    await rename(scratch, out);
  } catch (error) {
    if (stood) await rename(aside, out);
    throw error;
  }
  await rm(aside, { recursive: true, force: true });
}

async function earlierExport(out: string): Promise<string[]> {
  try {
    const { files } = JSON.parse(await readFile(join(out, EXPORT_FILE), 'utf8')) as Partial<ExportRecord>;
    return [EXPORT_FILE, ...Object.keys(files ?? {})];
  } catch {
    return [];
  }
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}
