import { meantModel } from '../../core/models/meant-model.js';
import { warn, type Compiling } from '../compiling.js';
import { spokenId } from '../expand/expanded-step.js';

/**
 * Preferences and practice refine replies that a student can already give: DPO, its kin and GRPO begin from a model that was
 * tuned to reply (Rafailov et al., arXiv 2305.18290, section 4). Whether a folder of weights was, nobody can tell; weights
 * drawn at random were not.
 */
export function checkStartingPoints(compiling: Compiling): void {
  for (const step of compiling.steps.values()) {
    if (step.traits.engine !== 'preference' && step.traits.engine !== 'online') continue;
    for (const ref of step.models.filter(({ role, source }) => role === 'student' && source === 'model')) {
      const name = meantModel(ref);
      if (compiling.models.get(name)?.initial !== 'random') continue;
      warn(
        compiling,
        `Step "${spokenId(step.draft)}" begins from "${name}", whose weights are drawn at random: it cannot reply yet, so there is nothing to prefer or to reward. Tune it with distill/sft first and name that step as student.`,
      );
    }
  }
}
