import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchPrompts, type Load } from './load.js';

/** A project of one label step: one call a row, nothing else. */
export function writeLabelProject(folder: string, { baseUrl, rows, concurrency }: Load): void {
  const lines = benchPrompts(rows).map((prompt) => `${JSON.stringify({ prompt })}\n`);
  writeFileSync(join(folder, 'clauses.jsonl'), lines.join(''));
  writeFileSync(
    join(folder, 'limbeck.yaml'),
    `limbeck: 1
profiles:
  default:
    models:
      teacher:
        provider: openai
        base_url: ${baseUrl}
        model: bench
        access: [chat]
        limits: { concurrency: ${concurrency} }
        price: { input_usd_per_million: 0, output_usd_per_million: 0 }
        terms: { training_on_output: allowed }
`,
  );
  writeFileSync(
    join(folder, 'recipe.yaml'),
    `limbeck: 1
name: bench-elicit
version: 0.1.0
description: One call a row, nothing else.
skill: natural-language-understanding
role: capability-transfer
license: Apache-2.0
models:
  teacher: { needs: [chat] }
data:
  clauses: { file: clauses.jsonl, kind: prompt, license: CC0-1.0 }
budget: { calls: ${rows * 2} }
steps:
  - { id: read, use: elicit/label, from: clauses, with: { model: teacher, temperature: 0 } }
`,
  );
}
