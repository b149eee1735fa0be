import { openFileClaims } from '../../src/ledger/claims/file-claims.js';

/** Run as a child: takes a key, says so, and holds it until it is killed. */
async function main(folder: string, key: string): Promise<void> {
  const claims = openFileClaims({ folder, times: { lookMs: 2, beatMs: 4 } });
  const taken = await claims.take(key, new AbortController().signal);
  process.stdout.write(taken);
  setInterval(() => undefined, 1_000);
}

void main(process.argv[2]!, process.argv[3]!);
