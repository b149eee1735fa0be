import { chmodSync, writeFileSync } from 'node:fs';
import { findTemporal } from '../../src/engine/temporal/find-temporal.js';

/** The Temporal program of this machine under another version: all else it is asked it does as it is. */
export async function writeOtherTemporal(file: string, version: string): Promise<void> {
  const { path } = await findTemporal();
  const says = `temporal version 1.0.0 (Server ${version}, UI 1.0.0)`;
  writeFileSync(file, `#!/bin/sh\nif [ "$1" = --version ]; then echo '${says}'; else exec '${path}' "$@"; fi\n`);
  chmodSync(file, 0o755);
}
