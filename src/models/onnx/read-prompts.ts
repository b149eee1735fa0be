import { createEmptyCache, type KeyValueCache } from './key-value-cache.js';
import type { PassResult, StudentModel } from './student-model.js';

/** Logits of one pass; a model that gives them for every token is read in parts, or they would fill the memory. */
const LOGITS_IN_ONE_PASS = 1 << 24;

export interface ReadPrompts {
  readonly cache: KeyValueCache;
  logitsOf(row: number): Float32Array;
}

/** Puts prompts through the model, filled up on the left, and says what comes after each. None may be empty. */
export async function readPrompts(
  model: StudentModel,
  prompts: readonly (readonly number[])[],
  padId: number,
): Promise<ReadPrompts> {
  const longest = Math.max(...prompts.map((prompt) => prompt.length));
  const tokens = Math.min(model.tokensInOnePass, LOGITS_IN_ONE_PASS / model.vocabSize);
  const part = Math.max(1, Math.floor(tokens / prompts.length));
  let cache = createEmptyCache(model.shape, prompts.length);
  let result: PassResult | undefined;
  for (let at = 0; at < longest; at += part) {
    const count = Math.min(part, longest - at);
    const input = new BigInt64Array(prompts.length * count).fill(BigInt(padId));
    const positions = new BigInt64Array(prompts.length * count);
    prompts.forEach((prompt, row) => {
      const padding = longest - prompt.length;
      for (let place = Math.max(at, padding); place < at + count; place++) {
        input[row * count + place - at] = BigInt(prompt[place - padding]!);
        positions[row * count + place - at] = BigInt(place - padding);
      }
    });
    const filled = prompts.map((prompt) => Math.max(0, at + count - (longest - prompt.length)));
    result = await model.run({ tokens: input, positions, count, cache, filled });
    cache = result.cache;
  }
  return { cache, logitsOf: (row) => result!.logitsOf(row) };
}
