import { sft } from '../../../test/contract/methods/case-rows.js';
import type { MethodCase } from '../../../test/contract/methods/method-case.js';

export const methodCase: MethodCase = { with: { model: 'teacher', top: 4 }, inputs: { rows: sft }, kind: 'sft' };
