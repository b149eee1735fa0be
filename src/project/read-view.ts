import { applyEvent, createRunView, type RunView } from '../core/run/run-view.js';
import type { RunStore } from '../runs/contract.js';

/** A run as its events tell it now. */
export async function readView(runs: RunStore, run: string): Promise<RunView> {
  const view = createRunView();
  for (const event of await runs.events(run)) applyEvent(view, event);
  if (view.run === '') view.run = run;
  return view;
}

/** One word for where a run stands, as far as its events tell. */
export function stateOf(view: RunView): string {
  if (view.outcome) return view.outcome;
  if (view.pausing) return 'pausing';
  return view.startedAt === undefined ? 'not started' : 'open';
}
