import { complain, type Compiling } from './compiling.js';

const guarded = ['law', 'medicine', 'finance'];

/** Rules about people, terms, money and honest scores. Problems where they forbid, warnings where they advise. */
export function checkPolicies(compiling: Compiling): void {
  checkPersonalData(compiling);
  checkBudget(compiling);
  checkTerms(compiling);
  checkHeldOut(compiling);
}

function checkPersonalData(compiling: Compiling): void {
  const { recipe, source, known } = compiling.draft;
  const { vertical, personal_data } = recipe;
  if (
    vertical !== undefined &&
    guarded.includes(vertical) &&
    personal_data === undefined &&
    !known.has('["personal_data"]')
  ) {
    complain(compiling, source.place(['vertical']), {
      code: 'personal-data-unsaid',
      message: `A recipe for ${vertical} must say what its data holds about people.`,
      hint: 'Add personal_data: none, if that is so.',
    });
  }
  if (personal_data !== 'scrubbed') return;
  const built = compiling.catalog.refine.some(({ id }) => id === 'scrub-personal-data');
  const used = compiling.draft.steps.some(({ use }) => use === 'refine/scrub-personal-data');
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
      models.filter(({ source }) => source === 'model').map(({ name }) => name),
    ),
  );
}

function checkBudget(compiling: Compiling): void {
  const { source, recipe, known } = compiling.draft;
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

function checkTerms(compiling: Compiling): void {
  const warned = new Set<string>();
  for (const step of compiling.steps.values()) {
    if (step.traits.shape !== 'train') continue;
    const live = step.models.filter(({ role }) => role !== 'student').map(({ name }) => name);
    const teachers = new Set([...step.inputs.flatMap(({ flow }) => [...(flow?.teachers ?? [])]), ...live]);
    for (const name of teachers) {
      const model = compiling.models.get(name);
      if (!model || warned.has(name)) continue;
      const said = model.terms?.training_on_output;
      if (said === 'allowed' || (said === undefined && model.provider === 'transformers')) continue;
      warned.add(name);
      if (said === 'forbidden') {
        complain(compiling, compiling.draft.source.keyPlace(['models', name]), {
          code: 'terms-forbid',
          message: `The terms of "${name}" forbid training on its answers, and step "${step.id}" would do that.`,
          hint: `Bind another model. ${model.terms?.url ? `The terms: ${model.terms.url}` : ''}`.trim(),
        });
      } else {
        compiling.warnings.push(
          `The project file ${said === undefined ? 'does not say' : 'says it is unknown'} whether the terms of "${name}" allow training on its answers, which step "${step.id}" does.`,
        );
      }
    }
  }
}

function checkHeldOut({ steps, data, warnings }: Compiling): void {
  const measured = new Set<string>();
  for (const step of steps.values()) {
    if (step.traits.stage !== 'evaluate') continue;
    for (const { flow } of step.inputs) {
      for (const name of flow?.origins ?? []) {
        if (data.get(name)?.plan.evaluation) measured.add(name);
        else
          warnings.push(
            `Step "${step.id}" measures on "${name}", which is not held out (use: evaluation): nothing keeps a student from having seen its rows.`,
          );
      }
    }
  }
  for (const step of steps.values()) {
    if (step.traits.shape !== 'train') continue;
    const cleaned = step.inputs.flatMap(({ flow }) => (flow ? [flow.cleaned] : []));
    const open = [...measured].filter((name) => cleaned.some((set) => !set.has(name)));
    if (open.length === 0) continue;
    warnings.push(
      `Step "${step.id}" trains on rows that were not checked against the held-out set "${open.join('", "')}": put refine/decontaminate with { rows, against } before it.`,
    );
  }
}
