import { sft } from '../../../test/contract/methods/case-rows.js';
import type { MethodCase } from '../../../test/contract/methods/method-case.js';

export const methodCase: MethodCase = {
  with: { weights: { a: 1, b: 1 } },
  inputs: { a: sft, b: sft.map((row) => ({ ...row, id: `b${row.id}` })) },
  kind: 'sft',
};
