import { hash } from 'node:crypto';
import { blockMissing } from '../../../src/artifacts/block-missing.js';
import type { ReadBlock } from '../../../src/artifacts/contract.js';
import type { Row } from '../../../src/core/record-kinds.js';
import { blockColumn, blockOf, type BlockReference } from '../../../src/core/side-block.js';
import type { ActivityDeps } from '../deps.js';
import type { OpenStep } from '../step/open-step.js';

/** A method yields a block as bytes, in the column of the kind that names one; the row names it by digest. */
export function takeBlock(kind: string, row: Row, blocks: Map<string, Uint8Array>): Row {
  const column = blockColumn(kind);
  const bytes = column === undefined ? undefined : row[column];
  if (column === undefined || !(bytes instanceof Uint8Array)) return row;
  const reference: BlockReference = { digest: hash('sha256', bytes, 'hex'), bytes: bytes.byteLength };
  blocks.set(reference.digest, bytes);
  return { ...row, [column]: reference };
}

/** Blocks that rows passed on name: those of the step's inputs. */
export function inputBlocks({ artifacts }: Pick<ActivityDeps, 'artifacts'>, { ref }: OpenStep): ReadBlock {
  let opening: Promise<readonly ReadBlock[]> | undefined;
  const open = async (): Promise<readonly ReadBlock[]> => {
    const sets = await Promise.all(Object.values(ref.inputs).map((digest) => artifacts.openDataSet(digest)));
    return sets.map(({ block }) => block);
  };
  return async (digest) => {
    for (const block of await (opening ??= open())) {
      const found = await block(digest);
      if (found) return found;
    }
    return undefined;
  };
}

/** All blocks that the rows name, for the chunk that holds them. Throws `values-missing`. */
export async function gatherBlocks(
  kind: string,
  rows: readonly Row[],
  made: ReadonlyMap<string, Uint8Array>,
  inputs: ReadBlock,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const blocks = new Map<string, Uint8Array>();
  for (const row of rows) {
    const named = blockOf(kind, row);
    if (!named || blocks.has(named.digest)) continue;
    const block = made.get(named.digest) ?? (await inputs(named.digest));
    if (!block) throw blockMissing(named.digest);
    blocks.set(named.digest, block);
  }
  return blocks;
}
