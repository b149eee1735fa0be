import type { SampledReplies } from '../../../activities/distill/rewards/contract.js';
import { scoreReplies } from '../../../activities/distill/rewards/index.js';
import type { AnswerTrainer } from '../../trainer/answer-trainer.js';

/** Answers a training's questions by the rewards that its step names. */
export function rewardsOf(params: Readonly<Record<string, unknown>>): AnswerTrainer {
  const rewards = (params['rewards'] ?? {}) as Readonly<Record<string, unknown>>;
  return (items) => scoreReplies(rewards, items as unknown as readonly SampledReplies[]);
}
