import type { RecipeDraft, StepDraft } from '../../recipe/parse-recipe.js';
import type { ProblemList } from '../../recipe/problems/problem-list.js';
import type { Compiling } from '../compiling.js';
import type { ExpandedLoop, ExpandedStep, LoopPlace, PlacedStep } from './expanded-step.js';
import type { NameTable } from './names.js';
import type { Scope } from './scope.js';

/** A recipe and those it uses, written out: one flat list of steps, each once. */
export interface Expansion {
  readonly steps: ExpandedStep[];
  readonly loops: ExpandedLoop[];
  /** Recipes that are used, once for each use. */
  readonly used: UsedRecipe[];
  /** Set when it came to too many steps, and was said. */
  tooMany: boolean;
  /** Checks that wait until all steps are resolved. */
  readonly checks: (() => void)[];
}

export interface UsedRecipe {
  readonly file: RecipeDraft;
  readonly problems: ProblemList;
  /** Relative to the project folder. */
  readonly path: string;
  readonly digest: string;
  /** Before the names of its data sets in the plan. */
  readonly prefix: string;
}

/** Where steps are being written out. */
export interface Writing {
  readonly compiling: Compiling;
  readonly expansion: Expansion;
  readonly file: RecipeDraft;
  /** Absolute. */
  readonly path: string;
  readonly problems: ProblemList;
  /** How this file comes to be used; undefined for the recipe that is run. */
  readonly note?: string | undefined;
  readonly scope: Scope;
  readonly names: NameTable;
  /** Before the names of its steps in the plan. */
  readonly prefix: string;
  /** The same without rounds and combinations: data is read once for all of them. */
  readonly dataPrefix: string;
  readonly around: readonly PlacedStep[];
  /** Of the steps around: holds where a step says nothing itself. */
  readonly defaults: Pick<StepDraft, 'failures' | 'route'>;
  readonly loop?: Omit<LoopPlace, 'step'> & { readonly prefix: string };
  /** Absolute paths of the files that lead here, this one last. */
  readonly chain: readonly string[];
  /** Writes out steps; what they are goes into the scope. */
  readonly writeSteps: (steps: readonly StepDraft[], writing: Writing) => Promise<void>;
}
