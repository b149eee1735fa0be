import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unsealJson } from '../../src/files/sealed-json.js';
import type { RunEvent } from '../../schemas/generated/run-event.js';
import { repoRoot } from '../support/source-tree.js';

/** A small project with all five shapes, over the contract-terms seeds, whose teacher stands behind `teacherUrl`. */
export interface CrashProject {
  readonly folder: string;
  readonly recipe: string;
  /** Artifact digests by step and output, from the run's own events. */
  digests(run: string): Record<string, unknown>;
  events(run: string): RunEvent[];
  remove(): void;
}

const CLAUSES = 80;
/** Requests the teacher is asked at once. */
export const CONCURRENCY = 8;

const EPOCHS = 8;

const recipeText = (epochs: number): string => `
limbeck: 1
name: crash
version: 0.1.0
description: Every shape once, small enough to be killed often.
skill: natural-language-understanding
vertical: law
role: capability-transfer
license: Apache-2.0
personal_data: none
models:
  teacher: { needs: [chat] }
  student: { needs: [weights] }
data:
  seeds:    { file: seeds.jsonl,    kind: prompt, license: CC0-1.0 }
  held-out: { file: held-out.jsonl, kind: sft,    license: CC0-1.0, use: evaluation }
budget: { calls: 5000 }
steps:
  - id: write
    use: elicit/self-instruct
    from: seeds
    with: { model: teacher, target: ${CLAUSES}, demos: 4, per_call: 4, max_similarity: 0.9, prompt: { file: prompts/write-clauses.liquid } }
  - id: read
    use: elicit/label
    from: write
    with: { model: teacher, temperature: 0, prompt: { file: prompts/read-clause.liquid }, reply: { schema: schemas/terms.json } }
  - id: keep
    use: refine/dedup-minhash
    from: read
    with: { field: prompt, threshold: 0.9 }
  - id: clean
    use: refine/decontaminate
    from: { rows: keep, against: held-out }
  - id: tune
    use: distill/sft
    from: clean
    with: { student: student, epochs: ${epochs}, learning_rate: 2e-3, batch_size: 8, save_steps: 10 }
  - id: score
    use: evaluate/exact-match
    from: held-out
    with: { models: [tune], field: completion }
`;

function limbeckYaml(teacherUrl: string): string {
  return `
limbeck: 1
profiles:
  default:
    models:
      teacher:
        provider: openai
        base_url: ${teacherUrl}
        model: rule-based-contract-terms
        access: [chat]
        label: rule-based
        limits: { concurrency: ${CONCURRENCY} }
        terms: { training_on_output: allowed }
      student:
        provider: transformers
        path: student
        tokenizer: { vocab_size: 640, train_on: [gold.jsonl, seeds.jsonl] }
`;
}

/** Taken once, so that all runs compared with each other rest on the same files. */
const template = mkdtempSync(join(tmpdir(), 'limbeck-crash-template-'));
cpSync(join(repoRoot, 'recipes', 'examples', 'contract-terms'), template, {
  recursive: true,
  filter: (path) => !path.includes('.limbeck'),
});

export function removeTemplate(): void {
  rmSync(template, { recursive: true, force: true });
}

export function createCrashProject(teacherUrl: string, epochs: number = EPOCHS): CrashProject {
  const folder = mkdtempSync(join(tmpdir(), 'limbeck-crash-'));
  const source = template;
  for (const name of ['prompts', 'schemas', 'student', 'seeds.jsonl', 'gold.jsonl'])
    cpSync(join(source, name), join(folder, name), { recursive: true });
  // Twenty held-out rows keep each of the many runs short.
  const heldOut = readFileSync(join(source, 'held-out.jsonl'), 'utf8').split('\n').slice(0, 20);
  writeFileSync(join(folder, 'held-out.jsonl'), `${heldOut.join('\n')}\n`);
  writeFileSync(join(folder, 'recipe.yaml'), recipeText(epochs));
  writeFileSync(join(folder, 'limbeck.yaml'), limbeckYaml(teacherUrl));
  mkdirSync(join(folder, '.limbeck'), { recursive: true });

  const events = (run: string): RunEvent[] => {
    const lines = readFileSync(join(folder, '.limbeck', 'runs', run, 'events.jsonl'), 'utf8').split('\n');
    return lines.filter((line) => line.endsWith('}')).map((line) => unsealJson(line, { required: true }) as RunEvent);
  };
  return {
    folder,
    recipe: join(folder, 'recipe.yaml'),
    events,
    digests: (run) =>
      Object.fromEntries(
        events(run).flatMap((event) => (event.type === 'step-finished' ? [[event.step, event.outputs] as const] : [])),
      ),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
