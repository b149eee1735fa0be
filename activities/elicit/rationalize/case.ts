import { questions, rationales } from '../../../test/contract/methods/case-rows.js';
import type { MethodCase } from '../../../test/contract/methods/method-case.js';

export const methodCase: MethodCase = {
  with: { model: 'teacher' },
  inputs: { rows: questions, except: rationales.slice(0, 1) },
  kind: 'prompt',
  world: { model: () => 'because\n#### 18', side: { except: [{ id: 's0', parents: ['r1'] }] } },
};
