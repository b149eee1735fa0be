import type { Plan } from '../../schemas/generated/plan.js';
import type { OpenProject } from './open-project.js';
import { forecastReuse, type StepForecast } from './plan-reuse.js';

/** What of a plan is done already, judged by the project's artifacts and the recipe's last run. */
export async function forecast(plan: Plan, project: OpenProject): Promise<ReadonlyMap<string, StepForecast>> {
  const runs = await project.runs();
  const last = await lastRun(plan, project);
  const before = last === undefined ? undefined : await runs.plan(last).catch(() => undefined);
  return forecastReuse(plan, await project.artifacts(), before);
}

/** The newest run of the plan's recipe. */
export async function lastRun({ recipe }: Plan, project: OpenProject): Promise<string | undefined> {
  const runs = await (await project.runs()).list();
  return runs.find((run) => run.recipe === recipe.name)?.run;
}
