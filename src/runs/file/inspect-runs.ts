import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { RunEvent } from '../../../schemas/generated/run-event.js';
import { isLimbeckError } from '../../core/errors.js';
import type { Inspector } from '../../files/inspection.js';
import { unsealJson } from '../../files/sealed-json.js';
import { openStoreFormat } from '../../files/store-format.js';
import { errorCode } from '../../files/store-trouble.js';
import { parsePlan } from './parse-plan.js';
import { isChanged } from './pinned-sums.js';

/** Reads every file of every run. What a run made is checked with the artifacts; here it is only said what it made. */
const NEW_RUN = 'Put back a copy, or start a new run of the recipe: answers and steps that are there are reused.';
const LOST_EVENT =
  'Nothing must be done: what a run made is in its artifacts. `limbeck status` may lack what the line said; without the line this is not told again.';
const REPORT_AGAIN = 'Remove it: `limbeck report` makes it from the stores.';

/** Keys of the steps that a run has finished, by step. */
export type FinishedSteps = Readonly<Record<string, string>>;

export async function inspectRuns(
  state: { readonly folder: string },
  inspector: Inspector,
): Promise<ReadonlyMap<string, FinishedSteps>> {
  const root = resolve(state.folder, 'runs');
  const { sealed } = openStoreFormat(root, 'The run store');
  const finished = new Map<string, FinishedSteps>();
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  for (const { name: run } of entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))) {
    const look = new RunLook(join(root, run), run, sealed, inspector);
    await look.sealedFile('meta.json', NEW_RUN);
    await look.pinned('plan.json', async (text, path) => parsePlan(text, path));
    await look.pinned('recipe.yaml', async () => undefined);
    await look.report();
    for (const name of await readdir(join(root, run, 'reviews')).catch(() => []))
      if (name.endsWith('.json')) await look.sealedFile(join('reviews', name), 'Remove it and approve the rows again.');
    finished.set(run, finishedSteps(await look.events()));
  }
  return finished;
}

class RunLook {
  constructor(
    private readonly folder: string,
    private readonly run: string,
    private readonly sealed: boolean,
    private readonly inspector: Inspector,
  ) {}

  async sealedFile(name: string, hint: string): Promise<void> {
    const text = await this.text(name, { mustBe: true });
    if (text !== undefined && unsealJson(text, { required: this.sealed }) === undefined)
      this.found(name, 'it is not what was written', hint);
  }

  async pinned(name: string, read: (text: string, path: string) => Promise<unknown>): Promise<void> {
    const text = await this.text(name, { mustBe: true });
    if (text === undefined) return;
    try {
      await read(text, join(this.folder, name));
      if (await isChanged(this.folder, name, text)) this.found(name, 'it is not what was written', NEW_RUN);
    } catch (error) {
      this.found(name, isLimbeckError(error) ? error.message : String(error), NEW_RUN);
    }
  }

  async report(): Promise<void> {
    const text = await this.text('report.json', { mustBe: false });
    if (text !== undefined && unsealJson(text, { required: false }) === undefined)
      this.found('report.json', 'it is not JSON', REPORT_AGAIN);
  }

  async events(): Promise<readonly RunEvent[]> {
    const text = (await this.text('events.jsonl', { mustBe: true })) ?? '';
    const lines = text.split('\n');
    const last = lines.pop();
    if (last !== '')
      this.found(`events.jsonl:${lines.length + 1}`, 'its last line is torn; the next event cuts it off', LOST_EVENT);
    return lines.flatMap((line, at) => {
      const event = unsealJson(line, { required: this.sealed }) as RunEvent | undefined;
      if (event !== undefined) return [event];
      this.found(`events.jsonl:${at + 1}`, 'the line is not what was written', LOST_EVENT);
      return [];
    });
  }

  private async text(name: string, { mustBe }: { readonly mustBe: boolean }): Promise<string | undefined> {
    this.inspector.seen('runs');
    try {
      return await readFile(join(this.folder, name), 'utf8');
    } catch (error) {
      if (errorCode(error) !== 'ENOENT' || mustBe) this.found(name, `it cannot be read (${errorCode(error)})`, NEW_RUN);
      return undefined;
    }
  }

  private found(name: string, because: string, hint: string): void {
    const file = join(this.folder, name);
    this.inspector.found({ store: 'runs', what: `Run ${this.run}`, file, because, hint });
  }
}

function finishedSteps(events: readonly RunEvent[]): FinishedSteps {
  return Object.fromEntries(
    events.flatMap((event) => (event.type === 'step-finished' ? [[event.step, event.key] as const] : [])),
  );
}
