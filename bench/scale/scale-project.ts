import { createWriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createRandom } from '../../src/core/random.js';

/**
 * A project of label, dedup-minhash, decontaminate and split over a data file of any size. Its teacher's address leads
 * nowhere: every answer must come from the ledger. One row in twenty nearly repeats an earlier one, one in a thousand
 * holds a held-out text, so that each step has something to find.
 */
const HELD_OUT = 1_000;
const WORDS_A_ROW = 40;
const REPEATED = 20;
const CONTAMINATED = 1_000;

const syllables = [
  'lo',
  'me',
  'ran',
  'ti',
  'vos',
  'ke',
  'dul',
  'pa',
  'sin',
  'gor',
  'ba',
  'nef',
  'ru',
  'cho',
  'wil',
  'ex',
];
const words = syllables
  .flatMap((a) => syllables.map((b) => a + b))
  .flatMap((start) => [start, `${start}a`, `${start}en`]);

export async function writeScaleProject(folder: string, rows: number): Promise<void> {
  const random = createRandom('scale/held-out');
  const heldOut = Array.from({ length: HELD_OUT }, () => textOf(() => random.pick(words)));
  const lines = heldOut.map((prompt) => `${JSON.stringify({ prompt, completion: 'yes' })}\n`);
  writeFileSync(join(folder, 'held-out.jsonl'), lines.join(''));
  await pipeline(Readable.from(clauseLines(rows, heldOut)), createWriteStream(join(folder, 'clauses.jsonl')));
  writeFileSync(join(folder, 'limbeck.yaml'), binding);
  writeFileSync(join(folder, 'recipe.yaml'), recipe(rows));
}

function* clauseLines(rows: number, heldOut: readonly string[]): Generator<string> {
  const random = createRandom('scale/rows');
  let earlier = textOf(() => random.pick(words));
  for (let row = 0; row < rows; row++) {
    let prompt = textOf(() => random.pick(words));
    if (row % CONTAMINATED === 7) prompt = `${prompt} ${random.pick(heldOut)}`;
    else if (row % REPEATED === 11) prompt = `${earlier} again`;
    else if (row % REPEATED === 3) earlier = prompt;
    yield `${JSON.stringify({ prompt })}\n`;
  }
}

function textOf(word: () => string): string {
  return Array.from({ length: WORDS_A_ROW }, word).join(' ');
}

const binding = `limbeck: 1
profiles:
  default:
    models:
      teacher:
        provider: openai
        base_url: http://127.0.0.1:9/v1
        model: nobody
        access: [chat]
        price: { input_usd_per_million: 0, output_usd_per_million: 0 }
        terms: { training_on_output: allowed }
`;

const recipe = (rows: number): string => `limbeck: 1
name: bench-scale
version: 0.1.0
description: Many rows, known answers.
skill: natural-language-understanding
role: capability-transfer
license: Apache-2.0
models:
  teacher: { needs: [chat] }
data:
  clauses:  { file: clauses.jsonl,  kind: prompt, license: CC0-1.0 }
  held-out: { file: held-out.jsonl, kind: sft,    license: CC0-1.0, use: evaluation }
budget: { calls: ${rows} }
steps:
  - { id: read,  use: elicit/label,         from: clauses, with: { model: teacher, temperature: 0 } }
  - { id: keep,  use: refine/dedup-minhash, from: read,    with: { field: prompt, threshold: 0.8 } }
  - { id: clean, use: refine/decontaminate, from: { rows: keep, against: held-out } }
  - { id: parts, use: refine/split,         from: clean,   with: { share: 0.9 } }
`;
