import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unsealJson } from '../../src/files/sealed-json.js';
import type { RunEvent } from '../../schemas/generated/run-event.js';
import { createFileArtifactStore } from '../../src/artifacts/file/file-artifact-store.js';
import type { Row } from '../../src/core/record-kinds.js';
import { limbeck, type CliResult } from '../support/limbeck-cli.js';
import { repoRoot } from '../support/source-tree.js';

type StepFinished = Extract<RunEvent, { type: 'step-finished' }>;

/** A copy of one of the projects beside this file, with its teachers at a replay server. */
export interface ReplayProject {
  readonly folder: string;
  /** `limbeck run recipe.yaml`, as a user would, in embedded mode. */
  run(name: string): Promise<CliResult>;
  finished(run: string, step: string): StepFinished;
  rows(run: string, step: string): Promise<Row[]>;
  remove(): void;
}

export function createReplayProject(name: string, teacherUrl: string): ReplayProject {
  const folder = mkdtempSync(join(tmpdir(), `limbeck-${name}-`));
  cpSync(join(repoRoot, 'test', 'projects', name), folder, { recursive: true });
  const binding = readFileSync(join(folder, 'limbeck.yaml'), 'utf8');
  writeFileSync(join(folder, 'limbeck.yaml'), binding.replaceAll('REPLAY_URL', teacherUrl));
  const state = join(folder, '.limbeck');

  const finished = (run: string, step: string): StepFinished => {
    const lines = readFileSync(join(state, 'runs', run, 'events.jsonl'), 'utf8')
      .trim()
      .split('\n');
    const events = lines.map((line) => unsealJson(line, { required: true }) as RunEvent);
    const found = events.find((event): event is StepFinished => event.type === 'step-finished' && event.step === step);
    if (!found) throw new Error(`Step ${step} of ${run} did not finish.`);
    return found;
  };

  return {
    folder,
    run: (run) => limbeck(['run', 'recipe.yaml', '--name', run, '--yes'], { cwd: folder }),
    finished,
    async rows(run, step) {
      const [digest] = Object.values(finished(run, step).outputs);
      const { source } = await createFileArtifactStore({ folder: state }).openDataSet(digest!);
      const rows: Row[] = [];
      for await (const row of source.read()) rows.push(row);
      return rows;
    },
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
