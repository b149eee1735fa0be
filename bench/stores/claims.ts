import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Hex } from '../../src/core/digest.js';
import { soleClaims, type Claims } from '../../src/ledger/claims/contract.js';
import { openFileClaims } from '../../src/ledger/claims/file-claims.js';
import { openLmdbLedger } from '../../src/ledger/lmdb/open-lmdb-ledger.js';

/**
 * What a claim adds to a call whose answer the ledger lacks: none, alone, and with another process beside us. The lookup, of
 * which the last does a second one, is in all three.
 * `node -r ./test/support/register-ts.cjs bench/stores/claims.ts [claims]`
 */
async function main(count: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'limbeck-bench-'));
  const ledger = await openLmdbLedger({ folder });
  const keys = Array.from({ length: count }, (_, n) => sha256Hex(String(n)));
  const { signal } = new AbortController();
  const pace = async (claims: Claims): Promise<number> => {
    const before = process.cpuUsage();
    for (const key of keys) {
      await ledger.get(key);
      if ((await claims.take(key, signal)) === 'shared') await ledger.get(key, { fresh: true });
      claims.release(key);
      // A call lets the event loop turn, and this one's look at who is there with it.
      await new Promise(setImmediate);
    }
    const { user, system } = process.cpuUsage(before);
    return (user + system) / count;
  };
  const claims = openFileClaims({ folder });
  const say = (what: string, microseconds: number): void =>
    void process.stdout.write(`${what}: ${microseconds.toFixed(1)} us of CPU a call\n`);
  await pace(soleClaims);
  say('without claims', await pace(soleClaims));
  say('alone', await pace(claims));
  const register = join(__dirname, '../../test/support/register-ts.cjs');
  const holder = join(__dirname, '../../test/contract/hold-claim.ts');
  const other = spawn(process.execPath, ['-r', register, holder, folder, sha256Hex('another')]);
  await once(other.stdout, 'data');
  say('beside another process', await pace(claims));
  other.kill('SIGKILL');
  claims.close();
  await ledger.close();
  await rm(folder, { recursive: true });
}

void main(Number(process.argv[2] ?? 20_000));
