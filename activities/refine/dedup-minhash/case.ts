import { sft } from '../../../test/contract/methods/case-rows.js';
import type { MethodCase } from '../../../test/contract/methods/method-case.js';

export const methodCase: MethodCase = { with: {}, inputs: { rows: sft }, kind: 'sft' };
