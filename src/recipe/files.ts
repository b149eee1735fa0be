import type { OpenFile } from '../data/contract.js';

/** What the compiler reads through: the file system, or a fake of it. Paths are absolute. Writes nothing. */
export interface Files {
  /** What is there; undefined when nothing is, or when it may not be looked at. */
  kind(path: string): Promise<'file' | 'folder' | undefined>;
  /** The whole file. */
  read(path: string): Promise<Uint8Array>;
  /** The file in pieces, for what may be large. */
  stream(path: string): AsyncIterable<Uint8Array>;
  /** Any part of the file, for formats that begin at their end. */
  open(path: string): Promise<OpenFile>;
  /** Names of what is in a folder, sorted. */
  names(folder: string): Promise<readonly string[]>;
  /** Paths of all files below a folder, relative to it, with `/`, sorted. */
  list(folder: string): Promise<readonly string[]>;
}
