import { questions, sft } from '../../../test/contract/methods/case-rows.js';
import type { MethodCase } from '../../../test/contract/methods/method-case.js';

export const methodCase: MethodCase = {
  with: { model: 'teacher', prompt: 'Answer: {{ prompt }}' },
  inputs: { rows: questions, demos: sft.slice(0, 1) },
  kind: 'prompt',
  world: { model: () => 'an answer', side: { demos: sft.slice(0, 1) } },
};
