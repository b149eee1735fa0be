import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlanData } from '../../schemas/generated/plan.js';
import { readPlanData } from './read-data.js';

const folder = mkdtempSync(join(tmpdir(), 'limbeck-read-data-'));
afterAll(() => rmSync(folder, { recursive: true }));

const text = '{"question":"one?"}\n{"question":"two?"}\n';
const data: PlanData = {
  name: 'seeds',
  file: 'seeds.jsonl',
  format: 'jsonl',
  gzip: false,
  kind: 'prompt',
  evaluation: false,
  fields: { prompt: 'question' },
  digest: createHash('sha256').update(text).digest('hex'),
  columns: ['prompt'],
  rows: 2,
};

async function readAll(): Promise<unknown[]> {
  const rows: unknown[] = [];
  for await (const row of readPlanData(folder, data, new AbortController().signal)) rows.push(row);
  return rows;
}

test('the rows of the file that was planned', async () => {
  writeFileSync(join(folder, data.file), text);
  expect(await readAll()).toEqual([{ prompt: 'one?' }, { prompt: 'two?' }]);
});

test('a file that was edited since is refused', async () => {
  writeFileSync(join(folder, data.file), text.replace('two', 'too'));
  await expect(readAll()).rejects.toMatchObject({ code: 'data-changed', kind: 'fatal' });
});

test('of several files the one that was edited is named', async () => {
  const one = '{"question":"one?"}\n';
  const planned = (file: string): { file: string; gzip: boolean; digest: string } => ({
    file,
    gzip: false,
    digest: createHash('sha256').update(one).digest('hex'),
  });
  writeFileSync(join(folder, 'a.jsonl'), one);
  writeFileSync(join(folder, 'b.jsonl'), one.replace('one', 'two'));
  const several = { ...data, file: '*.jsonl', files: [planned('a.jsonl'), planned('b.jsonl')] };
  const rows: unknown[] = [];
  const reading = (async () => {
    for await (const row of readPlanData(folder, several, new AbortController().signal)) rows.push(row);
  })();
  await expect(reading).rejects.toMatchObject({
    code: 'data-changed',
    message: expect.stringMatching(/^b\.jsonl is not/),
  });
  expect(rows).toEqual([{ prompt: 'one?' }, { prompt: 'two?' }]);
});
