import { relative, resolve } from 'node:path';
import type { PlanData, PlanInput, PlanModel, PlanModelRef } from '../../schemas/generated/plan.js';
import type { SourcePlace } from '../core/errors.js';
import type { RecordKind } from '../core/record-kinds.js';
import type { FetchHubFile } from '../data/contract.js';
import type { Files } from '../recipe/files.js';
import type { Project } from '../recipe/load-project.js';
import { shownPath } from '../recipe/load-project.js';
import type { RecipeDraft, StepDraft } from '../recipe/parse-recipe.js';
import type { ProblemList } from '../recipe/problems/problem-list.js';
import type { Path } from '../recipe/yaml-source.js';
import type { Catalog } from './contract.js';
import type { ExpandedStep } from './expand/expanded-step.js';
import type { StepTraits } from './traits.js';

/** What one compilation knows; filled as it goes on. */
export interface Compiling {
  /** The recipe, or the one used in it that is at hand. */
  readonly draft: RecipeDraft;
  readonly catalog: Catalog;
  readonly problems: ProblemList;
  readonly warnings: string[];
  readonly files: Files;
  /** Undefined where nothing can be downloaded. */
  readonly fetchHubFile: FetchHubFile | undefined;
  readonly cwd: string;
  /** Absolute; the recipe's own folder when there is no project. */
  readonly projectFolder: string;
  /** Undefined when the project file cannot be used. */
  readonly project: Project | undefined;
  /** Data sets that could be read. */
  readonly data: Map<string, ReadData>;
  /** Models that could be bound. */
  readonly models: Map<string, PlanModel>;
  /** Methods of all steps by the steps' names in the plan. */
  readonly uses: Map<string, string>;
  /** Steps resolved so far. */
  readonly steps: Map<string, ResolvedStep>;
}

/** A range of whole numbers, for estimates. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** What is known of the rows that a name stands for. */
export interface Flow {
  readonly kind: RecordKind | undefined;
  /** Undefined when an earlier problem hides them. */
  readonly columns: readonly string[] | undefined;
  readonly rows: Range;
  /** Mean length of text columns, in characters. */
  readonly chars: Readonly<Record<string, number>>;
  /** Held-out data sets whose rows are among them. */
  readonly heldOut: ReadonlySet<string>;
  /** Data sets that the rows were checked against. */
  readonly cleaned: ReadonlySet<string>;
  /** Data sets the rows come from. */
  readonly origins: ReadonlySet<string>;
  /** Models whose answers are in the rows. */
  readonly teachers: ReadonlySet<string>;
  /** Models whose token ids are in the rows; absent: none. */
  readonly tokensOf?: ReadonlySet<string>;
}

export interface ReadData {
  readonly plan: PlanData;
  readonly flow: Flow;
}

export interface StepInput {
  readonly port: string;
  /** Name of the port in the method: `port`, or `*`. */
  readonly slot: string;
  readonly plan: PlanInput;
  /** Undefined when what it names has problems. */
  readonly flow: Flow | undefined;
}

export interface ResolvedStep {
  readonly id: string;
  readonly draft: ExpandedStep;
  readonly traits: StepTraits;
  readonly inputs: readonly StepInput[];
  readonly models: readonly PlanModelRef[];
  readonly needs: readonly string[];
  /** Its own `when` and those around it, over the plan's names. */
  readonly when?: string | undefined;
  readonly with: Readonly<Record<string, unknown>>;
  /** `with` as the step key has it. */
  readonly identityWith: Readonly<Record<string, unknown>>;
  /** Of its rows; of the input for steps that make none. */
  readonly flow: Flow;
  /** Prompt templates of `with`, for the estimate. */
  readonly templates: readonly { readonly text: string; readonly variables: readonly string[] }[];
}

/** Where a part of a step stands in its file. */
export function stepPath(step: StepDraft, ...below: readonly (string | number)[]): Path {
  return [...step.path, ...below];
}

/** The compilation as seen from a step's file: problems point there. */
export function within(
  compiling: Compiling,
  { file, problems }: { readonly file: RecipeDraft; readonly problems: ProblemList },
): Compiling {
  return { ...compiling, draft: file, problems };
}

/** A path of the recipe or project file, which is relative to the project folder. */
export function projectPath(
  { projectFolder, cwd }: Compiling,
  path: string,
): { readonly absolute: string; readonly shown: string; readonly inPlan: string } {
  const absolute = resolve(projectFolder, path);
  return { absolute, shown: shownPath(absolute, cwd), inPlan: relative(projectFolder, absolute).replaceAll('\\', '/') };
}

/** A warning; rounds of a loop say the same, and it is said once. */
export function warn({ warnings }: Compiling, warning: string): void {
  if (!warnings.includes(warning)) warnings.push(warning);
}

/** Adds a problem at a place of the recipe. */
export function complain(
  { problems }: Compiling,
  where: SourcePlace,
  problem: { readonly code: string; readonly message: string; readonly hint?: string | undefined },
): void {
  problems.add({ ...problem, where });
}
