import { sha256Hex } from '../../../src/core/digest.js';
import type { Row } from '../../../src/core/record-kinds.js';
import { createMemoryArtifacts } from '../../../test/support/memory-stores.js';
import type { OpenStep } from '../step/open-step.js';
import { gatherBlocks, inputBlocks, takeBlock } from './row-blocks.js';

const bytes = Buffer.from('values of one row');
const reference = { digest: sha256Hex('values of one row'), bytes: bytes.length };
const draft: Row = { id: 'a', parents: [], values: bytes };

test('bytes of a row become a block that the row names; rows of other kinds stay as they are', () => {
  const blocks = new Map<string, Uint8Array>();
  expect(takeBlock('logits', draft, blocks)).toEqual({ id: 'a', parents: [], values: reference });
  expect([...blocks]).toEqual([[reference.digest, bytes]]);
  const passedOn = { ...draft, values: reference };
  expect(takeBlock('logits', passedOn, blocks)).toBe(passedOn);
  expect(takeBlock('sft', draft, new Map())).toBe(draft);
});

test('a row that is passed on takes its block from the inputs of the step', async () => {
  const artifacts = createMemoryArtifacts();
  const named = { ...draft, values: reference };
  const { digest } = await artifacts.writeDataSet('logits', [named], async () => bytes);
  const plain = await artifacts.writeDataSet('sft', [{ id: 'b', parents: [] }]);
  const open = { ref: { inputs: { other: plain.digest, rows: digest } } } as unknown as OpenStep;
  const inputs = inputBlocks({ artifacts }, open);
  expect([...(await gatherBlocks('logits', [named, named], new Map(), inputs))]).toEqual([[reference.digest, bytes]]);
  expect((await gatherBlocks('sft', [named], new Map(), inputs)).size).toBe(0);
});

test('a row whose values are nowhere is told of, not written without them', async () => {
  const named = { ...draft, values: reference };
  const gathering = gatherBlocks('logits', [named], new Map(), async () => undefined);
  await expect(gathering).rejects.toMatchObject({ code: 'values-missing' });
});
