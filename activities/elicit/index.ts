import type { ElicitMethod } from './contract.js';
import { chainOfThought } from './chain-of-thought/chain-of-thought.js';
import { label } from './label/label.js';
import { rationalize } from './rationalize/rationalize.js';
import { selfInstruct } from './self-instruct/self-instruct.js';
import { selfSample } from './self-sample/self-sample.js';

/** Every way to elicit knowledge. The list is the registry. */
export const elicitMethods: readonly ElicitMethod[] = [
  // labeling
  label,
  chainOfThought,
  rationalize,
  // expansion
  selfInstruct,
  // self-knowledge
  selfSample,
];
