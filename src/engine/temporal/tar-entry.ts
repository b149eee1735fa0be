const BLOCK = 512;

const textOf = (bytes: Buffer): string => {
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end < 0 ? bytes.length : end);
};

/**
 * The content of the first regular file whose last path part is `name`, from an uncompressed tar archive; undefined when
 * there is none. Reads ustar headers only, which is what release archives of one program and its licence hold.
 */
export function findTarEntry(archive: Buffer, name: string): Buffer | undefined {
  let at = 0;
  while (at + BLOCK <= archive.length) {
    const header = archive.subarray(at, at + BLOCK);
    const path = textOf(header.subarray(0, 100));
    if (path === '') return undefined;
    const size = Number.parseInt(textOf(header.subarray(124, 136)).trim() || '0', 8);
    if (!Number.isInteger(size) || size < 0) throw new Error('This is not a tar archive.');
    const regular = header[156] === 0x30 || header[156] === 0;
    const from = at + BLOCK;
    if (from + size > archive.length) throw new Error('The archive ends too early.');
    if (regular && path.split('/').pop() === name) return archive.subarray(from, from + size);
    at = from + Math.ceil(size / BLOCK) * BLOCK;
  }
  return undefined;
}
