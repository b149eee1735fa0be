import { meantModel } from '../../core/models/meant-model.js';
import { checkJudges } from './judges.js';
import { checkStartingPoints } from './starting-point.js';
import { checkTerms, type AcceptedTerms } from './check-terms.js';
import { complain, warn, within, type Compiling } from '../compiling.js';
import { spokenId, type ExpandedLoop } from '../expand/expanded-step.js';
import type { Expansion } from '../expand/expansion.js';
import { isPaid } from '../../core/models/provider-traits.js';

const guarded = ['law', 'medicine', 'finance'];

/**
 * Rules about people, terms, money and honest scores. Problems where they forbid, warnings where they advise; gives the
 * terms that forbid and that `acceptedBy` takes upon them.
 */
export function checkPolicies(compiling: Compiling, { used, loops }: Expansion, acceptedBy?: string): AcceptedTerms {
  checkPersonalData(compiling);
  for (const each of used) checkPersonalData(within(compiling, each), compiling.draft.recipe.personal_data);
  checkBudget(compiling);
  const accepted = checkTerms(compiling, acceptedBy);
  checkLongReasoning(compiling);
  checkHeldOut(compiling);
  checkRoundChoice(compiling, loops);
  checkJudges(compiling);
  checkStartingPoints(compiling);
  return accepted;
}

/** `said` is what the recipe says that uses this one. */
function checkPersonalData(compiling: Compiling, said?: string): void {
  const { recipe, source, known } = compiling.draft;
  const { vertical, personal_data } = recipe;
  if (
    vertical !== undefined &&
    guarded.includes(vertical) &&
    personal_data === undefined &&
    said === undefined &&
    !known.has('["personal_data"]')
  ) {
    complain(compiling, source.place(['vertical']), {
      code: 'personal-data-unsaid',
      message: `A recipe for ${vertical} must say what its data holds about people.`,
      hint: 'Add personal_data: none, if that is so; else personal_data: scrubbed, and a refine/scrub-personal-data step.',
    });
  }
  if (personal_data !== 'scrubbed') return;
  const built = compiling.catalog.refine.some(({ id }) => id === 'scrub-personal-data');
  const used = [...compiling.uses.values()].includes('refine/scrub-personal-data');
  if (built && used) return;
  complain(compiling, source.place(['personal_data']), {
    code: built ? 'personal-data-step' : 'not-built-yet',
    message: built
      ? 'The recipe says its data is scrubbed, but no step does it.'
      : '`personal_data: scrubbed` needs refine/scrub-personal-data, which is not built yet.',
    hint: built
      ? 'Add a refine/scrub-personal-data step before any distill step.'
      : 'Remove personal data from the files yourself and say personal_data: none.',
  });
}

function usedModels(compiling: Compiling): ReadonlySet<string> {
  return new Set(
    [...compiling.steps.values()].flatMap(({ models }) =>
      models.filter(({ source }) => source === 'model').map(meantModel),
    ),
  );
}

function checkBudget(compiling: Compiling): void {
  const { source, recipe, known } = compiling.draft;
  warnOfUnpriced(compiling);
  const { calls, tokens, usd } = recipe.budget ?? {};
  if (
    calls !== undefined ||
    tokens !== undefined ||
    usd !== undefined ||
    [...known].some((path) => path.startsWith('["budget"'))
  )
    return;
  const paid = [...usedModels(compiling)].find((name) => {
    const price = compiling.models.get(name)?.price;
    return price && (price.input_usd_per_million > 0 || price.output_usd_per_million > 0);
  });
  if (paid === undefined) return;
  complain(compiling, source.keyPlace(['models', paid]), {
    code: 'budget-missing',
    message: `"${paid}" costs money, and the recipe sets no budget.`,
    hint: 'Add budget: { usd: 5 }, or calls or tokens. The run pauses there and can go on with a larger one.',
  });
}

/** What is not known cannot be limited. */
function warnOfUnpriced(compiling: Compiling): void {
  const budgets = [compiling.draft.recipe.budget, ...[...compiling.steps.values()].map(({ draft }) => draft.budget)];
  const inDollars = budgets.some((budget) => budget?.usd !== undefined);
  if (!inDollars) return;
  for (const name of usedModels(compiling)) {
    const model = compiling.models.get(name);
    if (!model || !isPaid(model) || model.price) continue;
    warn(
      compiling,
      `"${name}" has no price in limbeck.yaml: a budget in US dollars does not hold its calls. Give it one, or limit calls or tokens.`,
    );
  }
}

function checkHeldOut(compiling: Compiling): void {
  const { steps, data } = compiling;
  const measured = new Set<string>();
  for (const step of steps.values()) {
    if (step.traits.stage !== 'evaluate') continue;
    for (const { flow } of step.inputs) {
      for (const name of flow?.origins ?? []) {
        if (data.get(name)?.plan.evaluation) measured.add(name);
        else
          warn(
            compiling,
            `Step "${spokenId(step.draft)}" measures on "${name}", which is not held out (use: evaluation): nothing keeps a student from having seen its rows.`,
          );
      }
    }
  }
  for (const step of steps.values()) {
    if (step.traits.shape !== 'train') continue;
    const cleaned = step.inputs.flatMap(({ flow }) => (flow ? [flow.cleaned] : []));
    const open = [...measured].filter((name) => cleaned.some((set) => !set.has(name)));
    if (open.length === 0) continue;
    warn(
      compiling,
      `Step "${spokenId(step.draft)}" trains on rows that were not checked against the held-out set "${open.join('", "')}": put refine/decontaminate with { rows, against } before it.`,
    );
  }
}

/** The best of several rounds on a set looks better on that set than it is. */
function checkRoundChoice(compiling: Compiling, loops: readonly ExpandedLoop[]): void {
  const measures = [...compiling.steps.values()].filter(({ traits }) => traits.stage === 'evaluate');
  const setsOf = (step: (typeof measures)[number]): string[] =>
    step.inputs.flatMap(({ flow }) => [...(flow?.origins ?? [])]);
  for (const { id, step } of loops) {
    if (step.repeat?.keep === undefined) continue;
    const choosing = new Set(measures.filter(({ draft }) => draft.loop?.id === id).flatMap(setsOf));
    for (const after of measures) {
      const reads = after.models.some((model) => meantModel(model).startsWith(`${id}.`));
      const same = reads ? setsOf(after).find((name) => choosing.has(name)) : undefined;
      if (same !== undefined)
        warn(
          compiling,
          `Loop "${id}" picks its round by "${same}", on which step "${spokenId(after.draft)}" measures too: the best of several rounds looks better there than it is. Hold a second set out for the loop.`,
        );
    }
  }
}

/** About 1,500 tokens: beyond it, small students learn more when short reasoning is mixed in (arXiv 2502.12143). */
const longReasoningChars = 6000;

function checkLongReasoning(compiling: Compiling): void {
  for (const step of compiling.steps.values()) {
    if (step.traits.shape !== 'train') continue;
    const long = step.inputs.find(({ flow }) => (flow?.chars['rationale'] ?? 0) > longReasoningChars);
    if (long)
      warn(
        compiling,
        `Step "${spokenId(step.draft)}" trains on long reasoning, ${long.flow!.chars['rationale']} characters on average: a student under 3 B parameters learns more when short reasoning is mixed in (refine/mix).`,
      );
  }
}
