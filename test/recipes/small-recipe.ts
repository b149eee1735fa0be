import { cpSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parse, stringify } from 'yaml';
import { findFreePort } from '../../src/processes/free-port.js';

/** Rows that are left of each file, and what a number of rows to make is set to. */
const ROWS = 12;

interface Step {
  readonly id: string;
  readonly use?: string;
  readonly from?: string | Readonly<Record<string, string>>;
  readonly needs?: readonly string[];
  readonly with?: Readonly<Record<string, unknown>>;
  readonly gate?: string;
  readonly repeat?: { readonly carry?: Readonly<Record<string, { start: string }>>; readonly steps: readonly Step[] };
}

interface Recipe {
  readonly params?: Readonly<Record<string, { readonly type: string; readonly minimum?: number }>>;
  readonly models: Readonly<Record<string, { readonly needs: readonly string[] }>>;
  readonly steps: readonly Step[];
}

/**
 * A copy of a recipe's project that runs in seconds: a dozen rows of each file, and of its steps those that ask no local model
 * and train none. What a training gives is measured, not tested: see the recipe's README. Recorded answers know the rows they
 * were recorded of alone: such a recipe keeps its rows.
 */
export async function smallProject(folder: string): Promise<string> {
  const copy = mkdtempSync(join(tmpdir(), `limbeck-small-${basename(folder)}-`));
  cpSync(folder, copy, { recursive: true, filter: (path) => basename(path) !== '.limbeck' });
  const binding = join(copy, 'limbeck.yaml');
  const text = readFileSync(binding, 'utf8');
  const recorded = /^ +offline_teacher: *\{ *replay:/m.test(text);
  for (const name of recorded ? [] : readdirSync(copy).filter((file) => file.endsWith('.jsonl'))) {
    const lines = readFileSync(join(copy, name), 'utf8').split('\n').slice(0, ROWS);
    writeFileSync(join(copy, name), `${lines.join('\n')}\n`);
  }
  const file = join(copy, 'recipe.yaml');
  writeFileSync(file, stringify(withoutTraining(parse(readFileSync(file, 'utf8')) as Recipe, recorded)));
  writeFileSync(binding, text.replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${await findFreePort()}`));
  return copy;
}

function withoutTraining(recipe: Recipe, whole: boolean): Recipe {
  const params = Object.entries(recipe.params ?? {}).map(([name, param]) => {
    const { minimum: _minimum, ...rest } = param;
    return [name, param.type === 'integer' && !whole ? { ...rest, default: ROWS } : param];
  });
  const weights = Object.entries(recipe.models).filter(([, { needs }]) => needs.includes('weights'));
  const gone = new Set(weights.map(([name]) => name));
  const steps = recipe.steps.flatMap((step) => {
    const kept = withoutModels(step, gone);
    if (!kept) gone.add(step.id);
    return kept ? [kept] : [];
  });
  return { ...recipe, params: Object.fromEntries(params) as Recipe['params'] & object, steps };
}

/** The step without what is gone; undefined where nothing is left to do. */
function withoutModels(step: Step, gone: ReadonlySet<string>): Step | undefined {
  const isGone = (name: unknown): boolean => typeof name === 'string' && gone.has(name.split('.')[0]!);
  const { gate: _gate, ...rest } = step;
  const sources = typeof step.from === 'string' ? [step.from] : Object.values(step.from ?? {});
  const started = Object.values(step.repeat?.carry ?? {}).map(({ start }) => start);
  if (step.use?.startsWith('distill/') || [...sources, ...started, ...(step.needs ?? [])].some(isGone))
    return undefined;
  const { models, ...others } = step.with ?? {};
  if (Object.values(others).some(isGone)) return undefined;
  if (!Array.isArray(models)) return rest;
  const left = models.filter((name) => !isGone(name));
  return left.length === 0 ? undefined : { ...rest, with: { ...others, models: left } };
}
