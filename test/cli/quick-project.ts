import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../../src/processes/free-port.js';
import { repoRoot } from '../support/source-tree.js';

/** A project whose recipe asks the offline teacher and measures it, without any training: seconds, not minutes. */
export interface QuickProject {
  readonly folder: string;
  readonly teacherUrl: string;
  remove(): void;
}

const RECIPE = `limbeck: 1
name: quick
version: 0.1.0
description: Label clauses and measure the teacher.
skill: natural-language-understanding
vertical: law
role: capability-transfer
license: Apache-2.0
personal_data: none
params:
  least: { type: number, default: 0.1, description: Accuracy the gate asks for. }
models:
  teacher: { needs: [chat] }
data:
  seeds: { file: seeds.jsonl, kind: prompt, license: CC0-1.0 }
  held-out: { file: held-out.jsonl, kind: sft, license: CC0-1.0, use: evaluation }
budget: { calls: 1000 }
steps:
  - id: read
    use: elicit/label
    from: seeds
    with:
      model: teacher
      temperature: 0
      prompt: { file: prompts/read-clause.liquid }
      reply: { schema: schemas/terms.json }
  - id: score
    use: evaluate/exact-match
    from: held-out
    needs: [read]
    with:
      models: [teacher]
      field: completion
      prompts: { teacher: { file: prompts/read-clause.liquid } }
      reply: { schema: schemas/terms.json }
    gate: metrics.teacher.accuracy >= 0.1
`;

export async function createQuickProject(
  change: (recipe: string) => string = (recipe) => recipe,
): Promise<QuickProject> {
  const folder = mkdtempSync(join(tmpdir(), 'limbeck-quick-'));
  const example = join(repoRoot, 'recipes', 'examples', 'contract-terms');
  for (const name of ['prompts', 'schemas', 'seeds.jsonl', 'held-out.jsonl'])
    cpSync(join(example, name), join(folder, name), { recursive: true });
  const teacherUrl = `http://127.0.0.1:${await findFreePort()}/v1`;
  writeFileSync(join(folder, 'recipe.yaml'), change(RECIPE));
  const teacher = [
    'provider: openai',
    `base_url: ${teacherUrl}`,
    'model: rule-based-contract-terms',
    'offline_teacher: contract-terms',
    'label: rule-based',
    'terms: { training_on_output: allowed, url: "https://example.org/" }',
  ];
  const lines = ['limbeck: 1', 'profiles:', '  default:', '    models:', '      teacher:'];
  writeFileSync(
    join(folder, 'limbeck.yaml'),
    `${[...lines, ...teacher.map((line) => `        ${line}`)].join('\n')}\n`,
  );
  return { folder, teacherUrl, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Types of a run's events, in order. */
export function eventTypes(folder: string, run: string): string[] {
  return readFileSync(join(folder, '.limbeck', 'runs', run, 'events.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { type: string }).type);
}
