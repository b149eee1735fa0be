import type { RecipeDraft, StepDraft } from '../../recipe/parse-recipe.js';
import type { ProblemList } from '../../recipe/problems/problem-list.js';
import type { Scope } from './scope.js';

/** A step where it is written, with what its names stand for there. */
export interface PlacedStep extends StepDraft {
  /** The recipe it stands in. */
  readonly file: RecipeDraft;
  readonly scope: Scope;
  /** Takes problems of that file. */
  readonly problems: ProblemList;
}

/** A step as the plan has it: one method, once, wherever it was written. */
export interface ExpandedStep extends PlacedStep {
  /** Its name in the plan: `id`, `recipe/id`, `id[axis=value]`, `loop[round]/id`. */
  readonly planId: string;
  /** Steps that use the recipe it stands in, outermost first: their `needs` and `when` hold for it too. */
  readonly around: readonly PlacedStep[];
  readonly loop?: LoopPlace | undefined;
}

export interface LoopPlace {
  readonly id: string;
  /** 1-based. */
  readonly round: number;
  /** Its name within the round. */
  readonly step: string;
  /** True where the loop may end before this round. */
  readonly maybe: boolean;
}

/** A loop, its rounds written out as steps. */
export interface ExpandedLoop {
  readonly id: string;
  readonly step: PlacedStep;
  readonly around: readonly PlacedStep[];
  readonly times: number;
  /** What the names mean in its first round. */
  readonly round: Scope;
}

/** How messages call a step: a loop's steps are one to the reader, whichever the round. */
export function spokenId({ planId, loop }: Pick<ExpandedStep, 'planId' | 'loop'>): string {
  return loop ? `${loop.id}.${loop.step}` : planId;
}

/** What a step that stands for many says for all of them, where they say nothing themselves. */
export function defaultsOf({ failures, route }: PlacedStep): Pick<StepDraft, 'failures' | 'route'> {
  return { ...(failures ? { failures } : {}), ...(route ? { route } : {}) };
}
