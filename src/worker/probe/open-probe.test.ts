import { chatOf } from '../../../test/support/chat-of.js';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { elicitMethods } from '../../../activities/methods.js';
import type { Ledger } from '../../ledger/contract.js';
import { openLmdbLedger } from '../../ledger/lmdb/open-lmdb-ledger.js';
import { createAsker } from '../../models/asking/asker.js';
import { systemClock } from '../../models/clock.js';
import type { OnlineProvider } from '../../models/contract.js';
import { compileRecipe } from '../../plan/compile-recipe.js';
import type { CompiledRecipe } from '../../plan/contract.js';
import { openProbe, type OpenProbeInput } from './open-probe.js';
import { spreadRows } from './sample-rows.js';

const RECIPE = `
limbeck: 1
name: probing
version: 0.1.0
description: Two steps that ask.
license: Apache-2.0
skill: instruction-following
role: capability-transfer
vertical: law
personal_data: none
models:
  teacher: { needs: [chat] }
data:
  rows: { file: rows.jsonl, kind: prompt, license: CC0-1.0 }
budget: { usd: 5 }
steps:
  - id: read
    use: elicit/label
    from: rows
    with: { model: teacher, prompt: "Read {{ prompt }}", max_tokens: 40 }
  - id: again
    use: elicit/label
    from: read
    with: { model: teacher, prompt: "Again: {{ completion }}", max_tokens: 40 }
`;
const catalog = { elicit: elicitMethods, refine: [], distill: [], evaluate: [] };
const PROJECT = `
limbeck: 1
profiles:
  default:
    models:
      teacher:
        provider: openai
        base_url: http://127.0.0.1:9/v1
        model: none
        price: { input_usd_per_million: 1, output_usd_per_million: 2 }
        terms: { training_on_output: allowed }
`;

let folder: string;
let ledger: Ledger | undefined;
let compiled: CompiledRecipe;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'limbeck-probing-'));
  writeFileSync(join(folder, 'recipe.yaml'), RECIPE);
  writeFileSync(join(folder, 'limbeck.yaml'), PROJECT);
  const rows = Array.from({ length: 300 }, (_, at) => JSON.stringify({ prompt: `row ${at}` }));
  writeFileSync(join(folder, 'rows.jsonl'), `${rows.join('\n')}\n`);
  compiled = await compileRecipe({ recipeFile: join(folder, 'recipe.yaml'), catalog });
  ledger = await openLmdbLedger({ folder: join(folder, '.limbeck') });
});
afterEach(async () => {
  await ledger?.close();
  rmSync(folder, { recursive: true, force: true });
});

const look = (over: Partial<OpenProbeInput> = {}) =>
  openProbe({
    plan: compiled.plan,
    recipeText: compiled.recipeText,
    projectFolder: folder,
    state: join(folder, '.limbeck'),
    catalog,
    ledger: ledger!,
    done: new Map(),
    rows: 6,
    signal: new AbortController().signal,
    ...over,
  });

test('a probe sees the real prompts of rows from all over the data, and asks nothing', async () => {
  const probes = await look();
  expect(probes.get('read')).toMatchObject({ rows: 6, of: 300, answered: 0 });
  expect(probes.get('read')!.calls.map(({ messages }) => messages[0]!.content)).toEqual(
    [0, 50, 100, 150, 200, 250].map((at) => `Read row ${at}`),
  );
  expect(probes.get('read')!.calls.every(({ usage, max_tokens: most }) => usage === undefined && most === 40)).toBe(
    true,
  );
  // Its rows are what the first step makes.
  expect(probes.has('again')).toBe(false);
});

test('what a calibration buys is in the ledger, is not asked again, and leads to the next step', async () => {
  let asked = 0;
  const provider: OnlineProvider = {
    kind: 'online',
    call: async (request) => {
      asked++;
      const usage = { prompt_tokens: 9, completion_tokens: 3 };
      return {
        answer: { text: `re ${chatOf(request).messages[0]!.content}`, finish_reason: 'stop', usage },
        facts: {},
      };
    },
    close: async () => undefined,
  };
  const buying = {
    asker: createAsker({ ledger: ledger!, clock: systemClock }),
    providers: { open: async () => provider },
    projectBudget: async () => undefined,
  };
  const bought = await look({ buying });
  expect(asked).toBe(12);
  expect(await ledger!.count()).toBe(12);
  const seen = await look();
  expect(asked).toBe(12);
  expect([...seen]).toEqual([...bought].map(([id, probe]) => [id, probe]));
  expect(seen.get('again')).toMatchObject({ rows: 6, answered: 6 });
  expect(seen.get('again')!.calls[0]).toEqual({
    model: 'teacher',
    messages: [{ role: 'user', content: 'Again: re Read row 0' }],
    max_tokens: 40,
    usage: { prompt_tokens: 9, completion_tokens: 3 },
  });
});

test('the project’s budget holds for a calibration too', async () => {
  const buying = {
    asker: createAsker({ ledger: ledger!, clock: systemClock }),
    providers: {
      open: async (): Promise<OnlineProvider> => ({ kind: 'online', call: neverAsked, close: async () => undefined }),
    },
    projectBudget: async () => ({ calls: 0 }),
  };
  await expect(look({ buying })).rejects.toMatchObject({ code: 'budget-reached' });
});

const neverAsked = (): Promise<never> => Promise.reject(new Error('asked'));

test('a sample is as spread as its data is long, and never more than there is', async () => {
  const numbers = async function* numbers(to: number): AsyncGenerator<number> {
    for (let at = 0; at < to; at++) yield at;
  };
  const sample = async (total: number, count: number): Promise<number[]> => {
    const taken: number[] = [];
    for await (const row of spreadRows(numbers(total), { total, count })) taken.push(row);
    return taken;
  };
  expect(await sample(10, 4)).toEqual([0, 2, 5, 7]);
  expect(await sample(3, 20)).toEqual([0, 1, 2]);
  expect(await sample(0, 20)).toEqual([]);
  expect((await sample(100_000, 20)).at(-1)).toBe(19_000);
});
