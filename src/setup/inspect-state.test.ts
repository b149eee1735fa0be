import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createFileArtifactStore } from '../artifacts/file/file-artifact-store.js';
import { sha256Hex } from '../core/digest.js';
import type { Row } from '../core/record-kinds.js';
import { createRandom } from '../core/random.js';
import { projectId } from '../project-files/project-state.js';
import type { Finding } from '../files/inspection.js';
import { exampleEntry } from '../ledger/contract-suite.js';
import { openLmdbLedger } from '../ledger/lmdb/open-lmdb-ledger.js';
import { JobRecords } from '../models/openai-batch/job-records.js';
import { examplePlan } from '../runs/contract-suite.js';
import { createFileRunStore } from '../runs/file/file-run-store.js';
import { inspectState } from './inspect-state.js';

/** Every file of a state folder, damaged at seeded places: each damage is named, or it changes nothing that is read. */
const SEED = Number(process.env['LIMBECK_SEED'] ?? 20_261_124);
const DAMAGES = Number(process.env['LIMBECK_DAMAGES'] ?? 6);
const STEP = sha256Hex('a step');
const row = (at: number): Row => ({ id: `r-${at}`, parents: [], kind: 'text', text: `Row ${at}.` });

let project: string;
let folder: string;
beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'limbeck-inspect-'));
  folder = join(project, '.limbeck');
  projectId(project);
  await writeLedger();
  await writeArtifacts();
  await writeRun();
  await writeBatch();
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

async function writeLedger(): Promise<void> {
  const ledger = await openLmdbLedger({ folder });
  await ledger.putMany(Array.from({ length: 40 }, (_, at) => exampleEntry(at)));
  await ledger.close();
}

async function writeArtifacts(): Promise<void> {
  const artifacts = createFileArtifactStore({ folder });
  const { digest } = await artifacts.writeDataSet(
    'text',
    Array.from({ length: 50 }, (_, at) => row(at)),
  );
  mkdirSync(join(project, 'model'));
  writeFileSync(join(project, 'model', 'weights'), 'w'.repeat(300));
  const model = await artifacts.importModel(join(project, 'model'), { base: 'b', objective: 'sft' });
  await artifacts.putStep({
    key: STEP,
    use: 'elicit/label',
    complete: true,
    outputs: { rows: digest, model: model.digest },
    counts: { in: 50, out: 50, rejected: 0, failed: 0, reasons: {} },
    spend: { calls: 50, reused: 0, prompt_tokens: 1, completion_tokens: 1 },
    duration_ms: 1,
  });
  const key = sha256Hex('a step in progress');
  await artifacts.putChunk(key, 'rows-0-2', { rows: [row(0)], rejected: [row(1)], failures: [], calls: [], in: 2 });
  const checkpoint = join(await artifacts.workFolder(key), 'train', 'checkpoints', 'step-00000010-token-1');
  mkdirSync(checkpoint, { recursive: true });
  const weights = Buffer.alloc(400, 'abc');
  writeFileSync(join(checkpoint, 'weights'), weights);
  const sha256 = createHash('sha256').update(weights).digest('hex');
  const manifest = { format: 1, step: 10, files: { weights: { bytes: weights.length, sha256 } } };
  writeFileSync(join(checkpoint, 'checkpoint.json'), JSON.stringify(manifest));
}

async function writeRun(): Promise<void> {
  const runs = createFileRunStore({ folder });
  await runs.create('first', examplePlan(), 'recipe: text\n');
  await runs.append('first', { type: 'run-started', run: 'first', recipe: 'r', attempt: 1, steps: ['one'] });
  await runs.append('first', { type: 'note', level: 'info', message: 'Half way.' });
  await runs.openReview('first', { step: 'one', review: 'k', text: '{"id":"r-1"}\n' });
  await runs.approve('first', 'one', { review: 'k', by: 'me', at: '2026-01-01T00:00:00.000Z', rows: [row(1)] });
}

async function writeBatch(): Promise<void> {
  await new JobRecords({ folder }).put({
    job: 'under-way',
    endpoint: { name: 'teacher', base_url: 'http://teacher/v1', model: 'big' },
    runs: ['first'],
    step: 'read',
    keys: [sha256Hex('a request')],
    tries: 0,
    holds: { calls: 1, tokens: 10, nanousd: 5 },
    at_ms: 1,
    state: { is: 'open', batch: 'batch_1', file: 'file-1', since_ms: 2 },
  });
}

async function inspect(
  state = folder,
): Promise<{ readonly findings: Finding[]; readonly seen: Record<string, number> }> {
  const findings: Finding[] = [];
  const seen: Record<string, number> = {};
  await inspectState(
    { folder: state },
    {
      seen: (store, things = 1) => (seen[store] = (seen[store] ?? 0) + things),
      found: (finding) => void findings.push(finding),
    },
  );
  return { findings, seen };
}

/** All that stands in the stores, as their own interfaces give it; undefined when they refuse to. */
async function readAll(): Promise<string | undefined> {
  const all: unknown[] = [];
  try {
    const ledger = await openLmdbLedger({ folder });
    try {
      for await (const entry of ledger.scan()) all.push(entry);
      for (let at = 0; at < 40; at++) all.push(await ledger.spend(exampleEntry(at).run));
    } finally {
      await ledger.close();
    }
    const artifacts = createFileArtifactStore({ folder });
    const record = await artifacts.getStep(STEP);
    const { source } = await artifacts.openDataSet(record!.outputs['rows']!);
    for await (const each of source.read()) all.push(each);
    all.push(record, (await artifacts.openModel(record!.outputs['model']!)).manifest);
  } catch {
    return undefined;
  }
  return JSON.stringify(all);
}

/** By its path, or by its folder's and its name; of a checkpoint, which is passed over whole, by its folder's. */
function names({ file: place, because }: Finding, file: string): boolean {
  const told = `${place} ${because}`;
  if (basename(file) === 'checkpoint.json' && place === dirname(file)) return true;
  return told.includes(file) || (told.includes(dirname(file)) && told.includes(basename(file)));
}

function filesOf(state: string): string[] {
  return readdirSync(state, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/lock\.mdb$|reviews\/[^.]*\.jsonl$|format\.json$/.test(file))
    .toSorted();
}

test('a whole project is found whole, and every kind of thing was looked at', async () => {
  expect(await inspect()).toEqual({
    findings: [],
    seen: { project: 1, ledger: 40, artifacts: 3, work: 2, runs: 7, batches: 1 },
  });
  expect((await inspect(join(project, 'nowhere'))).findings).toEqual([]);
});

test('each flipped bit and each cut, in every file, is named with its file, or nothing that is read differs', async () => {
  const random = createRandom(`damage/${SEED}`);
  const before = await readAll();
  const unnamed: string[] = [];
  let named = 0;
  for (const file of filesOf(folder)) {
    const whole = readFileSync(file);
    for (let damage = 0; damage < DAMAGES; damage++) {
      // The newline at the end says nothing.
      const at = random.below(whole.length - 1);
      const isCut = damage % 3 === 2;
      const bytes = isCut ? whole.subarray(0, at) : Buffer.from(whole);
      if (!isCut) bytes[at]! ^= 1 << random.below(8);
      writeFileSync(file, bytes);
      const { findings } = await inspect();
      if (findings.some((finding) => names(finding, file))) named++;
      else if (findings.length === 0 && /data\.mdb$|\.gz$/.test(file) && (await readAll()) === before) continue;
      else
        unnamed.push(`${isCut ? 'cut' : 'flip'} at ${at} of ${file.slice(folder.length)}: ${JSON.stringify(findings)}`);
    }
    writeFileSync(file, whole);
  }
  expect(unnamed).toEqual([]);
  expect(named).toBeGreaterThan(filesOf(folder).length * (DAMAGES / 2));
  expect((await inspect()).findings).toEqual([]);
});

test('each file that is gone is named, and what to do about it', async () => {
  const copy = join(project, 'copy');
  for (const file of filesOf(folder)) {
    if (/project\.json$|batches|data\.mdb$|sums\.json$|approved\.json$|steps|chunks|reviews|checkpoint/.test(file))
      continue;
    cpSync(folder, copy, { recursive: true });
    rmSync(file.replace(folder, copy));
    const { findings } = await inspect(copy);
    expect([file, findings.length > 0, findings.every(({ hint }) => hint.length > 10)]).toEqual([file, true, true]);
    rmSync(copy, { recursive: true });
  }
});

test('a step that a run has finished and whose record is gone is named with the run', async () => {
  const copy = join(project, 'copy');
  cpSync(folder, copy, { recursive: true });
  const runs = createFileRunStore({ folder: copy });
  const facts = { counts: { in: 1, out: 1, rejected: 0, failed: 0, reasons: {} }, outputs: {}, duration_ms: 1 };
  const spend = { calls: 0, reused: 0, prompt_tokens: 0, completion_tokens: 0 };
  for (const [step, key] of [
    ['one', STEP],
    ['two', sha256Hex('never made')],
  ] as const)
    await runs.append('first', { type: 'step-finished', step, key, reused: false, ...facts, spend });
  expect((await inspect(copy)).findings.map(({ what, hint }) => [what, hint])).toEqual([
    ['Step two of run first', expect.stringContaining('by `limbeck resume first` where the run has not ended')],
  ]);
  rmSync(copy, { recursive: true });
});

test('looking changes no file', async () => {
  const stamps = (): unknown[] => filesOf(folder).map((file) => [file, statSync(file).mtimeMs, statSync(file).size]);
  const before = stamps();
  await inspect();
  expect(stamps()).toEqual(before);
});
