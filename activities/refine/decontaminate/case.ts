import { clause, sft } from '../../../test/contract/methods/case-rows.js';
import type { MethodCase } from '../../../test/contract/methods/method-case.js';
import { rowsOf } from '../../../test/support/fake-context.js';

export const methodCase: MethodCase = {
  with: {},
  inputs: { rows: sft, against: rowsOf({ prompt: clause }) },
  kind: 'sft',
};
