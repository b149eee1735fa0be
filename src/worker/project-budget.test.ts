import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProjectBudget } from './project-budget.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'limbeck-budget-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (budget: string): void =>
  writeFileSync(join(folder, 'limbeck.yaml'), `limbeck: 1\n${budget}profiles: { default: {} }\n`);

test('the budget of a project is read again when its file changes, and a broken file changes nothing', async () => {
  write('');
  const read = readProjectBudget(folder, undefined);
  expect(await read()).toBeUndefined();
  write('budget: { usd: 100 }\n');
  expect(await read()).toEqual({ usd: 100 });
  write('budget: { usd: [\n');
  expect(await read()).toEqual({ usd: 100 });
  write('budget: { usd: 200, calls: 5 }\n');
  expect(await read()).toEqual({ usd: 200, calls: 5 });
  rmSync(join(folder, 'limbeck.yaml'));
  expect(await read()).toEqual({ usd: 200, calls: 5 });
});

test('a project whose file is no good from the beginning has no budget to hold to, so that is an error', async () => {
  write('budget: { euros: 3 }\n');
  await expect(readProjectBudget(folder, undefined)()).rejects.toMatchObject({ code: 'recipe-invalid' });
});
