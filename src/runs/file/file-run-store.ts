import { randomBytes } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Plan } from '../../../schemas/generated/plan.js';
import type { RunEvent } from '../../../schemas/generated/run-event.js';
import { LimbeckError } from '../../core/errors.js';
import { syncFile, syncFolder, writeFileDurably } from '../../files/durable-file.js';
import { sealJson, unsealJson } from '../../files/sealed-json.js';
import { openStoreFormat, type StoreFormat } from '../../files/store-format.js';
import { errorCode, sayingWhere, storeTrouble } from '../../files/store-trouble.js';
import { nearestName } from '../../recipe/problems/nearest-name.js';
import type { Approval, OpenedReview, RunEventInput, RunStore, RunStoreListener, RunSummary } from '../contract.js';
import { EventLog } from './event-log.js';
import { parsePlan, planCorrupt } from './parse-plan.js';
import { isChanged, stateDamaged, sumsOf } from './pinned-sums.js';
import { openReviewFile, readApproval, writeApproval } from './review-files.js';

export interface FileRunStoreOptions extends RunStoreListener {
  /** State folder of the project (`.limbeck`); runs are in `runs/` below it. */
  readonly folder: string;
  /** Milliseconds since 1970. Default: the system's clock. */
  readonly now?: () => number;
}

/** The run store in a folder: runs/<run>/{plan.json, recipe.yaml, sums.json, meta.json, events.jsonl, report.json, report.html}. */
export function createFileRunStore({ folder, now = Date.now, onEvent }: FileRunStoreOptions): RunStore {
  const root = resolve(folder, 'runs');
  return new FileRunStore(root, openStoreFormat(root, 'The run store'), now, onEvent);
}

/** Progress may be lost with the power; what a run began, ended and promised may not. */
const PASSING: ReadonlySet<string> = new Set(['step-progress', 'training-progress', 'waiting', 'wait-ended']);
/** A run is folder name and workflow id; dots at the start are kept for runs in the making. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

class FileRunStore implements RunStore {
  private readonly logs = new Map<string, EventLog>();

  constructor(
    private readonly root: string,
    private readonly format: StoreFormat,
    private readonly now: () => number,
    private readonly onEvent: FileRunStoreOptions['onEvent'],
  ) {}

  async create(run: string, plan: Plan, recipeText: string): Promise<void> {
    const target = this.folder(run);
    const meta: RunSummary = { run, recipe: plan.recipe.name, created_at: new Date(this.now()).toISOString() };
    await sayingWhere(this.root, async () => {
      this.format.record();
      const making = join(this.root, `.making-${randomBytes(6).toString('hex')}`);
      await mkdir(making);
      try {
        const pinned = { 'plan.json': `${JSON.stringify(plan, null, 2)}\n`, 'recipe.yaml': recipeText };
        const files = {
          ...pinned,
          'sums.json': `${sealJson(sumsOf(pinned))}\n`,
          'meta.json': `${sealJson(meta)}\n`,
          'events.jsonl': '',
        };
        for (const [name, text] of Object.entries(files)) {
          await writeFile(join(making, name), text);
          await syncFile(join(making, name));
        }
        await syncFolder(making);
        await rename(making, target);
        await syncFolder(this.root);
      } catch (error) {
        await rm(making, { recursive: true, force: true });
        // A rename onto a folder that is not empty is how a taken name shows, with no gap between look and leap.
        if (['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw runExists(run);
        throw error;
      }
    });
  }

  async summary(run: string): Promise<RunSummary> {
    const text = await this.readOf(run, 'meta.json');
    const summary = unsealJson(text, { required: false }) as RunSummary | undefined;
    if (!summary) throw stateDamaged(join(this.folder(run), 'meta.json'));
    return summary;
  }

  async plan(run: string): Promise<Plan> {
    const path = join(this.folder(run), 'plan.json');
    const text = await this.readOf(run, 'plan.json');
    const plan = await parsePlan(text, path);
    if (await isChanged(this.folder(run), 'plan.json', text)) throw planCorrupt(path, 'it is not what was written');
    return plan;
  }

  async raiseBudget(
    run: string,
    { budget, step_budgets: ofSteps = {} }: Pick<RunSummary, 'budget' | 'step_budgets'>,
  ): Promise<void> {
    await this.changeSummary(run, (old) => {
      const steps = { ...old.step_budgets };
      for (const [step, limits] of Object.entries(ofSteps)) steps[step] = { ...steps[step], ...limits };
      return {
        ...old,
        ...(budget ? { budget: { ...old.budget, ...budget } } : {}),
        ...(Object.keys(steps).length > 0 ? { step_budgets: steps } : {}),
      };
    });
  }

  async retryFailed(run: string, retries: Readonly<Record<string, number>>): Promise<void> {
    await this.changeSummary(run, (old) => ({ ...old, retries: { ...old.retries, ...retries } }));
  }

  async list(): Promise<readonly RunSummary[]> {
    const names = await this.names();
    const summaries = await Promise.all(names.map((run) => this.summary(run).catch(() => undefined)));
    return summaries
      .filter((summary) => summary !== undefined)
      .sort((a, b) => compare(b.created_at, a.created_at) || compare(b.run, a.run));
  }

  async append(run: string, event: RunEventInput): Promise<void> {
    const whole: RunEvent = { at: new Date(this.now()).toISOString(), ...event };
    const flush = !PASSING.has(event.type);
    await sayingWhere(this.folder(run), () => this.log(run).append(whole, { flush }));
    this.onEvent?.(run, whole);
  }

  async events(run: string): Promise<readonly RunEvent[]> {
    return this.log(run).read();
  }

  async *follow(run: string, signal: AbortSignal): AsyncIterable<RunEvent> {
    yield* this.log(run).follow(signal);
  }

  async stepKeys(run: string): Promise<Readonly<Record<string, string>>> {
    const keys: Record<string, string> = {};
    for (const event of await this.events(run))
      if (event.type === 'step-started' || event.type === 'step-finished') keys[event.step] = event.key;
    return keys;
  }

  async openReview(run: string, opened: OpenedReview): Promise<string> {
    await this.summary(run);
    return sayingWhere(this.folder(run), () => openReviewFile(this.folder(run), opened));
  }

  async approve(run: string, step: string, approval: Approval): Promise<void> {
    await this.summary(run);
    await sayingWhere(this.folder(run), () => writeApproval(this.folder(run), step, approval));
  }

  async approval(run: string, step: string): Promise<Approval | undefined> {
    return readApproval(this.folder(run), step);
  }

  async writeReport(
    run: string,
    report: unknown,
    html: string,
  ): Promise<{ readonly json: string; readonly html: string }> {
    await this.summary(run);
    const paths = { json: join(this.folder(run), 'report.json'), html: join(this.folder(run), 'report.html') };
    await sayingWhere(this.folder(run), async () => {
      await writeFileDurably(paths.json, `${JSON.stringify(report, null, 2)}\n`);
      await writeFileDurably(paths.html, html);
    });
    return paths;
  }

  async readReport(run: string): Promise<unknown> {
    try {
      return JSON.parse(await this.readOf(run, 'report.json')) as unknown;
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error;
      throw new LimbeckError({
        code: 'no-report',
        message: `Run ${run} has no report yet.`,
        hint: `See how far it is with \`limbeck status ${run}\`.`,
        cause: error,
      });
    }
  }

  folder(run: string): string {
    if (!NAME.test(run))
      throw new LimbeckError({
        code: 'bad-run-name',
        message: `"${run}" cannot name a run.`,
        hint: 'Use letters, digits, dots, dashes and underscores, beginning with a letter or digit.',
      });
    return join(this.root, run);
  }

  private async changeSummary(run: string, change: (old: RunSummary) => RunSummary): Promise<void> {
    const meta = change(await this.summary(run));
    await sayingWhere(this.root, () => writeFileDurably(join(this.folder(run), 'meta.json'), `${sealJson(meta)}\n`));
  }

  private log(run: string): EventLog {
    const folder = this.folder(run);
    const log = this.logs.get(run) ?? new EventLog(join(folder, 'events.jsonl'), () => this.summary(run));
    this.logs.set(run, log);
    return log;
  }

  /** Throws `unknown-run` when there is no such run; a lacking file of a run that is there as it comes. */
  private async readOf(run: string, file: string): Promise<string> {
    const path = join(this.folder(run), file);
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      const names = await this.names();
      if (errorCode(error) !== 'ENOENT' || names.includes(run)) throw error;
      throw unknownRun(run, names);
    }
  }

  private async names(): Promise<string[]> {
    const entries = await readdir(this.root, { withFileTypes: true }).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return [];
      throw storeTrouble(error, this.root);
    });
    return entries.filter((entry) => entry.isDirectory() && NAME.test(entry.name)).map((entry) => entry.name);
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function runExists(run: string): LimbeckError {
  return new LimbeckError({
    code: 'run-exists',
    message: `There is a run called "${run}" already.`,
    hint: `Go on with it: \`limbeck resume ${run}\`; or give another name with --name.`,
  });
}

function unknownRun(run: string, names: readonly string[]): LimbeckError {
  const near = nearestName(run, names);
  const known = names.length === 0 ? 'This project has no run yet.' : 'See all with `limbeck runs`.';
  return new LimbeckError({
    code: 'unknown-run',
    message: `There is no run called "${run}".`,
    hint: near === undefined ? known : `Did you mean "${near}"? ${known}`,
  });
}
