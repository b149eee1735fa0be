import { createReadStream } from 'node:fs';
import type { RecordKind } from '../core/record-kinds.js';
import { sharedFile } from '../../test/support/shared-data.js';
import type { DataFormat } from './contract.js';
import { formatByName } from './format-by-name.js';
import { openPath } from './open-path.js';
import { readRows } from './read-rows.js';

// Many rows, on machines that have other work as well.
// Published data sets, which are not part of the repository.
test.each<[string, RecordKind, Record<string, string>, DataFormat | undefined, number, string[]]>([
  ['banking77/train.csv', 'labelled', { label: 'category' }, undefined, 10003, ['label', 'text']],
  [
    'gsm8k/train.jsonl',
    'prompt',
    { prompt: 'question', reference: 'answer' },
    undefined,
    7473,
    ['prompt', 'reference'],
  ],
  [
    'pubmedqa/ori_pqal.json',
    'prompt',
    { prompt: 'QUESTION', reference: 'final_decision' },
    undefined,
    1000,
    ['CONTEXTS', 'LABELS', 'LONG_ANSWER', 'prompt', 'reference', 'source_id'],
  ],
  [
    'humaneval/HumanEval.jsonl.gz',
    'prompt',
    {},
    undefined,
    164,
    ['canonical_solution', 'entry_point', 'prompt', 'task_id', 'test'],
  ],
  [
    'pandalm/testset-v1.json',
    'prompt',
    { prompt: 'instruction' },
    undefined,
    999,
    ['annotator1', 'cmp_key', 'idx', 'input', 'motivation_app', 'prompt', 'response1', 'response2'],
  ],
  ['bfcl/BFCL_v4_simple_python.json', 'prompt', { prompt: 'source_text' }, 'jsonl', -1, []],
])('%s', async (file, kind, fields, format, count, columns) => {
  const { format: named, gzip } = formatByName(file);
  const path = sharedFile(file);
  const source = { name: file, source: file, gzip, bytes: () => createReadStream(path), open: () => openPath(path) };
  const rows = readRows({ files: [source], format: format ?? named!, fields, kind });
  if (count === -1) {
    await expect(rows.next()).rejects.toMatchObject({ code: 'data-bad-row', where: { line: 1 } });
    return;
  }
  let read = 0;
  for await (const row of rows) {
    read++;
    for (const column of columns) if (!Object.hasOwn(row, column)) throw new Error(`Row ${read} lacks ${column}.`);
  }
  expect(read).toBe(count);
});
