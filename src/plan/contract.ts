import type { ElicitMethod } from '../../activities/elicit/contract.js';
import type { EvaluateMethod } from '../../activities/evaluate/contract.js';
import type { Objective } from '../../activities/distill/contract.js';
import type { RefineMethod } from '../../activities/refine/contract.js';
import type { Plan } from '../../schemas/generated/plan.js';
import type { FetchHubFile } from '../data/contract.js';
import type { Files } from '../recipe/files.js';

/** Every method and objective there is. The lists are in activities/<stage>/index.ts; the compiler gets them as an argument. */
export interface Catalog {
  readonly elicit: readonly ElicitMethod[];
  readonly refine: readonly RefineMethod[];
  readonly evaluate: readonly EvaluateMethod[];
  readonly distill: readonly Objective[];
}

export interface CompileRecipeInput {
  /** Path of the recipe, absolute or relative to `cwd`. */
  readonly recipeFile: string;
  /** Profile of limbeck.yaml. Default `default`. */
  readonly profile?: string | undefined;
  /** Parameters as typed: `--set name=value`. Read by the type the recipe declares. */
  readonly set?: Readonly<Record<string, string>> | undefined;
  /** Who accepts terms and licences that forbid training; they stand in the plan with it. */
  readonly acceptedBy?: string | undefined;
  readonly catalog: Catalog;
  /** What errors name files relative to. Default: the process's working directory. */
  readonly cwd?: string;
  /** Default: the file system. */
  readonly files?: Files;
  /** Downloads files of `data: { hub: ... }`, once. Default: such data sets are refused. */
  readonly fetchHubFile?: FetchHubFile;
}

export interface CompiledRecipe {
  /** Valid against schemas/plan.schema.json; holds no absolute path, time or machine fact. */
  readonly plan: Plan;
  readonly recipeText: string;
  /** Absolute folder with limbeck.yaml. */
  readonly projectFolder: string;
  /** Absolute. */
  readonly recipeFile: string;
  /** The plan's warnings, for printing. */
  readonly warnings: readonly string[];
}
