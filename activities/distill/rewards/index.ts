import { LimbeckError } from '../../../src/core/errors.js';
import type { Reward, SampledReplies } from './contract.js';
import { verifier } from './verifier.js';

/** THE LIST: every sort of reward, by the name it has in `rewards`. */
export const rewards: Readonly<Record<string, Reward>> = { verifier };

/** What replies are worth by all the rewards that a step names, added up: for each item one number for each reply. */
export async function scoreReplies(
  named: Readonly<Record<string, unknown>>,
  items: readonly SampledReplies[],
): Promise<readonly (readonly number[])[]> {
  const chosen = Object.entries(named).map(([name, params]) => ({ reward: getReward(name), params: params as never }));
  return Promise.all(
    items.map(async (item) => {
      const scores = await Promise.all(chosen.map(({ reward, params }) => reward.score(item, params)));
      return item.replies.map((_, index) => scores.reduce((sum, each) => sum + each[index]!, 0));
    }),
  );
}

function getReward(name: string): Reward {
  if (Object.hasOwn(rewards, name)) return rewards[name]!;
  throw new LimbeckError({
    code: 'unknown-reward',
    message: `There is no reward called "${name}".`,
    hint: `There are: ${Object.keys(rewards).join(', ')}. The plan was made by another version: start a new run.`,
  });
}
