import { sft } from '../../../test/contract/methods/case-rows.js';
import type { MethodCase } from '../../../test/contract/methods/method-case.js';

export const methodCase: MethodCase = {
  with: { judge: 'referee', min_score: 3 },
  inputs: { rows: sft },
  kind: 'sft',
  world: {
    model: ({ messages }) =>
      JSON.stringify({ feedback: 'Read.', scores: { quality: messages[1]!.content.includes('rent') ? 5 : 2 } }),
  },
};
