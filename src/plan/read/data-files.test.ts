import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fakeCatalog } from '../../../test/recipes/fake-catalog.js';
import type { PlanData } from '../../../schemas/generated/plan.js';
import { digestOf, sha256Hex } from '../../core/digest.js';
import { importKey } from '../../core/identity/step-key.js';
import type { FetchHubFile } from '../../data/contract.js';
import { compileRecipe } from '../compile-recipe.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'limbeck-data-files-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

async function planned(source: string, fetchHubFile?: FetchHubFile): Promise<PlanData> {
  put(
    'limbeck.yaml',
    `limbeck: 1
profiles:
  default:
    hub: { endpoint: "http://mirror.test", token: { env: HUB_TOKEN } }
    models: { teacher: { provider: openai, base_url: "http://127.0.0.1:9/v1", model: m } }
`,
  );
  put(
    'recipe.yaml',
    `limbeck: 1
name: small
version: 0.1.0
description: Small.
skill: code
role: capability-transfer
license: Apache-2.0
models: { teacher: { needs: [chat] } }
data: { rows: ${source} }
steps:
  - { id: read, use: elicit/label, from: rows, with: { model: teacher, prompt: "{{ prompt }}" } }
`,
  );
  const { plan } = await compileRecipe({
    recipeFile: 'recipe.yaml',
    cwd: folder,
    catalog: fakeCatalog,
    ...(fetchHubFile ? { fetchHubFile } : {}),
  });
  return plan.data['rows']!;
}

const line = (prompt: string): string => `{"prompt":"${prompt}"}\n`;

test('a glob pins its files, in the order of their paths', async () => {
  const packed = gzipSync(line('b'));
  put('in/b.jsonl.gz', packed);
  put('in/a.jsonl', line('a'));
  const digests = [sha256Hex(line('a')), createHash('sha256').update(packed).digest('hex')];
  expect(await planned('{ glob: "in/*.jsonl*", kind: prompt }')).toEqual({
    name: 'rows',
    file: 'in/*.jsonl*',
    files: [
      { file: 'in/a.jsonl', gzip: false, digest: digests[0] },
      { file: 'in/b.jsonl.gz', gzip: true, digest: digests[1] },
    ],
    format: 'jsonl',
    gzip: false,
    kind: 'prompt',
    evaluation: false,
    digest: digestOf(digests),
    columns: ['prompt'],
    rows: 2,
  });
});

test('text names its file in every row, so the path is part of what an import is', async () => {
  put('notes.log', 'one\ntwo\n');
  const read = await planned('{ text: notes.log, split: lines, kind: prompt, fields: { prompt: text } }');
  expect(read).toMatchObject({
    file: 'notes.log',
    format: 'text',
    split: 'lines',
    rows: 2,
    columns: ['prompt', 'source'],
  });
  expect(importKey(read)).not.toBe(importKey({ ...read, file: 'other.log' }));
  const lines = { ...read, format: 'jsonl' as const };
  expect(importKey(lines)).toBe(importKey({ ...lines, file: 'other.jsonl' }));
});

test('files of the hub are fetched with what the project says of it', async () => {
  const revision = '0123456789abcdef0123456789abcdef01234567';
  const asked: unknown[] = [];
  const read = await planned(
    `{ hub: { repo: acme/rows, revision: ${revision}, files: [data/a.jsonl] }, kind: prompt }`,
    async (file, settings) => {
      asked.push({ file, settings });
      put('.limbeck/hub/a.jsonl', line('a'));
      return '.limbeck/hub/a.jsonl';
    },
  );
  expect(asked).toEqual([
    {
      file: { repo: 'acme/rows', revision, file: 'data/a.jsonl' },
      settings: { projectFolder: folder, endpoint: 'http://mirror.test', token: { env: 'HUB_TOKEN' } },
    },
  ]);
  expect(read).toMatchObject({
    file: 'hub:acme/rows',
    hub: { repo: 'acme/rows', revision },
    files: [{ file: '.limbeck/hub/a.jsonl', gzip: false, digest: sha256Hex(line('a')) }],
    rows: 1,
  });
});
