import type { Plan } from '../../schemas/generated/plan.js';
import type { OpenProject } from './open-project.js';
import { forecastReuse, type StepForecast } from './plan-reuse.js';

/** What of a plan is done already, judged by the project's artifacts and the recipe's last run. */
export async function forecast(plan: Plan, project: OpenProject): Promise<ReadonlyMap<string, StepForecast>> {
  const runs = await project.runs();
  const last = (await runs.list()).find(({ recipe }) => recipe === plan.recipe.name);
  const before = last && (await runs.plan(last.run).catch(() => undefined));
  return forecastReuse(plan, await project.artifacts(), before);
}
