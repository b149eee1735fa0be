import { sft } from '../../../test/contract/methods/case-rows.js';
import type { MethodCase } from '../../../test/contract/methods/method-case.js';

export const methodCase: MethodCase = {
  with: { keep: 'row.note == "kept"' },
  inputs: { rows: sft },
  kind: 'sft',
  world: { predicate: () => (row) => row.id !== 'r1' },
};
