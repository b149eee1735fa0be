import { sft } from '../../../test/contract/methods/case-rows.js';
import type { MethodCase } from '../../../test/contract/methods/method-case.js';

export const methodCase: MethodCase = {
  with: { model: 'encoder' },
  inputs: { rows: sft },
  kind: 'sft',
  world: { embed: (text) => (text.startsWith('Is') ? [1, 0] : [0, 1]) },
};
