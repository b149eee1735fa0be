// Every way to elicit knowledge: one line a method, in any order. activities/methods.ts sorts them.
export { chainOfThought } from './chain-of-thought/chain-of-thought.js';
export { label } from './label/label.js';
export { rationalize } from './rationalize/rationalize.js';
export { selfInstruct } from './self-instruct/self-instruct.js';
export { selfSample } from './self-sample/self-sample.js';
export { magpie } from './magpie/magpie.js';
export { topLogits } from './top-logits/top-logits.js';
