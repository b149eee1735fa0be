import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unsealJson } from '../../src/files/sealed-json.js';
import type { RunEvent } from '../../schemas/generated/run-event.js';
import { limbeck, startLimbeck, type CliOptions, type CliResult, type RunningCli } from '../support/limbeck-cli.js';
import { SECRET } from '../support/scripted-teacher.js';

/** Twelve questions, labelled by a teacher over HTTP, copies removed: every stage of a run but training, in seconds. */
export interface SmallProject {
  readonly folder: string;
  path(file: string): string;
  write(file: string, text: string): void;
  /** Replace in recipe.yaml; the text must be there. */
  edit(file: string, from: string, to: string): void;
  cli(...args: string[]): Promise<CliResult>;
  start(...args: string[]): RunningCli;
  /** Artifact digests by step, from the run's own events. */
  digests(run: string): Record<string, unknown>;
  events(run: string): RunEvent[];
  /** Files of the whole project, its state as well, that hold the text as it is. */
  filesWith(text: string): string[];
  remove(): void;
}

export const ROWS = 12;

export const RECIPE = `limbeck: 1
name: questions
version: 0.1.0
description: The teacher answers twelve questions.
skill: natural-language-understanding
role: capability-transfer
license: Apache-2.0
params:
  warmth: { type: number, default: 0, minimum: 0, maximum: 2, description: How freely the teacher answers. }
models:
  teacher: { needs: [chat] }
data:
  questions: { file: questions.jsonl, kind: prompt, license: CC0-1.0 }
budget: { calls: 200 }
steps:
  - id: answer
    use: elicit/label
    from: questions
    with: { model: teacher, temperature: "\${{ params.warmth }}", reply: { schema: schemas/answer.json, attempts: 1 } }
  - id: keep
    use: refine/dedup-exact
    from: answer
    with: { fields: [prompt] }
`;

export interface Binding {
  readonly base_url: string;
  readonly model?: string;
  /** More lines of the binding. */
  readonly more?: readonly string[];
}

export function limbeckYaml({ base_url, model = 'scripted', more = [] }: Binding): string {
  const lines = ['provider: openai', `base_url: ${base_url}`, `model: ${model}`, 'access: [chat]'];
  if (!more.some((line) => line.startsWith('limits:')))
    lines.push('limits: { concurrency: 4, retries: 1, timeout_seconds: 20 }');
  const binding = [...lines, 'terms: { training_on_output: allowed }', ...more];
  return `limbeck: 1\nprofiles:\n  default:\n    models:\n      teacher:\n${binding.map((line) => `        ${line}\n`).join('')}`;
}

/** `within`: the folder it is made in. */
export function createSmallProject(binding: Binding, within = tmpdir()): SmallProject {
  const folder = mkdtempSync(join(within, 'limbeck-bad-input-'));
  const path = (file: string): string => join(folder, file);
  const write = (file: string, text: string): void => writeFileSync(path(file), text);
  mkdirSync(path('schemas'));
  write(
    'schemas/answer.json',
    '{ "type": "object", "additionalProperties": false, "required": ["answer"], "properties": { "answer": { "type": "string" } } }\n',
  );
  const questions = Array.from({ length: ROWS }, (_, at) => JSON.stringify({ prompt: `What is ${at} and ${at}?` }));
  write('questions.jsonl', `${questions.join('\n')}\n`);
  write('recipe.yaml', RECIPE);
  write('limbeck.yaml', limbeckYaml(binding));
  const options: CliOptions = { cwd: folder, env: { TEACHER_KEY: SECRET } };
  const events = (run: string): RunEvent[] =>
    readFileSync(path(join('.limbeck', 'runs', run, 'events.jsonl')), 'utf8')
      .split('\n')
      .filter((line) => line.endsWith('}'))
      .map((line) => unsealJson(line, { required: true }) as RunEvent);
  return {
    folder,
    path,
    write,
    edit: (file, from, to) => {
      const text = readFileSync(path(file), 'utf8');
      if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
      write(file, text.replace(from, to));
    },
    cli: (...args) => limbeck(args, options),
    start: (...args) => startLimbeck(args, options),
    events,
    digests: (run) =>
      Object.fromEntries(
        events(run).flatMap((event) => (event.type === 'step-finished' ? [[event.step, event.outputs] as const] : [])),
      ),
    filesWith: (text) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((file) => readFileSync(file).includes(text)),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
