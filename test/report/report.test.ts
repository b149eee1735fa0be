import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Ajv from 'ajv/dist/2020.js';
import type { Browser, Page } from 'playwright-core';
import type { Report } from '../../schemas/generated/report.js';
import { createFileArtifactStore } from '../../src/artifacts/file/file-artifact-store.js';
import type { ArtifactStore } from '../../src/artifacts/contract.js';
import { createFileRunStore } from '../../src/runs/file/file-run-store.js';
import type { RunStore } from '../../src/runs/contract.js';
import { buildReport } from '../../src/report/build-report.js';
import { renderReportHtml } from '../../src/report/render-report-html.js';
import { renderReportText } from '../../src/report/render-report-text.js';
import { measured, plan } from './fabricated-plan.js';
import { fabricateRun, fabricated, hostile, keyOf } from './fabricated-run.js';
import { openChromium } from './open-chromium.js';

const run = 'contract-terms-20260301';

interface World {
  readonly runs: RunStore;
  readonly artifacts: ArtifactStore;
  readonly clock: { ms: number };
}

let folder: string;
let world: World;
let report: Report;

const createWorld = (at: string): World => {
  const clock = { ms: Date.parse('2026-03-01T10:00:00Z') };
  return {
    runs: createFileRunStore({ folder: at, now: () => clock.ms }),
    artifacts: createFileArtifactStore({ folder: at }),
    clock,
  };
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'limbeck-report-'));
  world = createWorld(join(folder, 'state'));
  await fabricateRun(run, world);
  report = await buildReport(run, world, { versions: { 'temporal-server': '1.32.0' } });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const schema = async (): Promise<object> =>
  JSON.parse(await readFile(join(__dirname, '../../schemas/report.schema.json'), 'utf8')) as object;

async function expectValid(it: Report): Promise<void> {
  const ajv = new Ajv({ allErrors: true });
  const valid = ajv.validate(await schema(), JSON.parse(JSON.stringify(it)));
  expect(ajv.errors ?? []).toEqual([]);
  expect(valid).toBe(true);
}

describe('what the report says', () => {
  test('it is valid against its schema', () => expectValid(report));

  test('roles and training rows are told from the plan', () => {
    expect(
      report.evaluations[0]!.models.map(({ display, role, detail, failed }) => ({ display, role, detail, failed })),
    ).toEqual([
      { display: 'teacher (rule-based)', role: 'teacher', detail: 'teacher, contract-clerk', failed: 1 },
      { display: 'student', role: 'untrained', detail: 'untrained student, random weights', failed: 0 },
      { display: 'tune-gold', role: 'control', detail: 'student trained on 200 rows of gold; no teacher', failed: 0 },
      {
        display: 'tune',
        role: 'distilled',
        detail: 'student trained on 3,538 rows of clean; answered by teacher (rule-based)',
        failed: 0,
      },
    ]);
    expect(report.evaluations[0]!.models[3]!.trained_on?.checks).toEqual([{ step: 'clean', rejected: 4 }]);
  });

  test('money that is not known is left out of the sum, and the sum says so', () => {
    expect(report.spend).toEqual({
      here: {
        calls: 8713,
        reused: 12,
        prompt_tokens: 1_841_000,
        completion_tokens: 354_800,
        cost_nanousd: 1_272_000_000,
        unpriced: 480,
      },
    });
    expect(report.steps.at(-1)!.spend).not.toHaveProperty('cost_nanousd');
  });

  test('with the ledger the spend is what the ledger says', async () => {
    const paid = { calls: 5000, prompt_tokens: 1, completion_tokens: 2, cost_nanousd: 7, unpriced: 0 };
    const exact = await buildReport(run, { ...world, ledger: { spend: async () => paid } });
    expect(exact.steps[0]!.spend).toEqual({ ...paid, reused: 0 });
  });

  test('the examples are the first wrong and the first right ones, with what every model said', () => {
    const { examples } = report.evaluations[0]!;
    expect(examples.map(({ chosen }) => chosen)).toEqual(['wrong', 'wrong', 'wrong', 'correct', 'correct', 'correct']);
    expect(examples[0]!.input).toEqual({ text: expect.stringContaining(hostile), left_out: expect.any(Number) });
    expect(examples[0]!.input!.left_out).toBeGreaterThan(0);
    expect(examples[4]!.predictions.map(({ model, correct }) => [model, correct])).toEqual([
      ['teacher', true],
      ['student', false],
      ['tune-gold', false],
      ['tune', true],
    ]);
  });

  test('two reports of one run are equal', async () => {
    expect(await buildReport(run, world, { versions: { 'temporal-server': '1.32.0' } })).toEqual(report);
  });

  test('no credential of an endpoint is in it', () => {
    const text =
      JSON.stringify(report) + renderReportHtml(report) + renderReportText(report, { color: false, width: 80 });
    expect(text).not.toMatch(/secret|TEACHER_KEY/);
    expect(report.models[0]!.base_url).toBe('http://127.0.0.1:8000/v1');
  });

  test('a note told twice is there once, warnings come first', () => {
    expect(report.notes.map(({ level, text }) => [level, text])).toEqual([
      ['warning', plan.warnings[0]],
      ['warning', '9 rows failed; they are tried again by limbeck resume.'],
      ['info', 'The worker was started again once.'],
    ]);
  });

  test('the command that repeats the run can be pasted into a shell', () => {
    expect(report.commands).toEqual({
      repeat: String.raw`limbeck run recipe.yaml --set clauses=4000 --set 'style=a clerk'\''s'`,
    });
  });
});

describe('runs that are not whole', () => {
  test('a run that has not begun has a report', async () => {
    const empty = createWorld(join(folder, 'empty'));
    await empty.runs.create(run, plan, '');
    const it = await buildReport(run, empty);
    await expectValid(it);
    expect([it.run, it.evaluations, it.trainings]).toEqual([
      { name: run, outcome: 'running', attempts: 0, active_ms: 0 },
      [],
      [],
    ]);
    expect(renderReportHtml(it)).toContain('Nothing has been measured yet.');
    expect(renderReportText(it, { color: false, width: 80 })).toContain('Nothing has been measured yet.');
  });

  test('a step that failed on its way shows how far it came and why it ended', async () => {
    const failed = createWorld(join(folder, 'failed'));
    await failed.runs.create(run, plan, '');
    const spend = { calls: 31, reused: 2, prompt_tokens: 10, completion_tokens: 5 };
    const error = { code: 'teacher-refused', message: `No key. ${hostile}` };
    await failed.runs.append(run, { type: 'run-started', run, recipe: 'r', attempt: 1, steps: ['write'] });
    await failed.runs.append(run, { type: 'step-started', step: 'write', key: keyOf('write') });
    await failed.runs.append(run, {
      type: 'step-progress',
      step: 'write',
      part: 'rows',
      chunk: 0,
      done: 30,
      failed: 1,
      rejected: 4,
      spend,
    });
    await failed.runs.append(run, { type: 'step-failed', step: 'write', error });
    await failed.runs.append(run, { type: 'run-finished', outcome: 'failed', error });
    const it = await buildReport(run, failed);
    await expectValid(it);
    expect(it.steps[0]).toMatchObject({
      state: 'failed',
      counts: { in: 60, out: 30, rejected: 4, failed: 1, reasons: {}, partial: true },
      spend: { calls: 31, reused: 2, unpriced: 31 },
      error,
    });
    expect(it.commands.resume).toBe(`limbeck resume ${run}`);
    const text = renderReportText(it, { color: false, width: 80 });
    expect(text).toContain('teacher-refused');
    expect(text).toContain('money unknown');
  });

  test('reused steps cost this run nothing; what they had cost is said apart', async () => {
    const again = world;
    await again.runs.create('again', plan, '');
    await again.runs.append('again', { type: 'run-started', run: 'again', recipe: 'r', attempt: 1, steps: [] });
    const { counts, duration_ms } = fabricated['write']!;
    const spend = { calls: 0, reused: 0, prompt_tokens: 0, completion_tokens: 0 };
    await again.runs.append('again', {
      type: 'step-finished',
      step: 'write',
      key: keyOf('write'),
      reused: true,
      counts,
      spend,
      outputs: {},
      duration_ms,
    });
    const it = await buildReport('again', again);
    expect(it.steps[0]).toMatchObject({ state: 'reused', spend: { calls: 0, cost_nanousd: 0 }, made_ms: 41_200 });
    expect(it.spend).toMatchObject({
      here: { calls: 0, cost_nanousd: 0 },
      earlier: { calls: 4212, cost_nanousd: 814_400_000 },
    });
  });

  test('a step that this run did before it was resumed is its own work', async () => {
    const resumed = world;
    await resumed.runs.create('resumed', plan, '');
    const { counts, spend, duration_ms } = fabricated['write']!;
    const finished = {
      type: 'step-finished',
      step: 'write',
      key: keyOf('write'),
      counts,
      spend: spend!,
      outputs: {},
      duration_ms,
    } as const;
    await resumed.runs.append('resumed', { ...finished, reused: false });
    await resumed.runs.append('resumed', { ...finished, reused: true });
    const it = await buildReport('resumed', resumed);
    expect(it.steps[0]).toMatchObject({ state: 'done', spend: { calls: 4212, cost_nanousd: 814_400_000 } });
    expect(it.spend).not.toHaveProperty('earlier');
  });

  test('predictions that are gone from the store are said to be gone', async () => {
    const gone = createWorld(join(folder, 'gone'));
    await fabricateRun(run, gone);
    await rm(join(folder, 'gone', 'artifacts', 'data'), { recursive: true });
    const it = await buildReport(run, gone);
    expect(it.evaluations[0]!.examples).toEqual([]);
    expect(it.evaluations[0]!.caveats).toContain(
      'Some predictions are no longer in the artifact store, so they are not shown.',
    );
  });
});

describe('in the terminal', () => {
  test.each([80, 100, 132])('no line but the command is wider than %d columns', (width) => {
    const lines = renderReportText(report, { color: false, width }).split('\n');
    expect(lines.filter((line) => line.length > width && !line.startsWith('Repeat:'))).toEqual([]);
  });

  test('text of records gives the terminal no orders', () => {
    let text = renderReportText(report, { color: true, width: 80 });
    for (const code of [0, 1, 2, 31, 32, 33]) text = text.replaceAll(`\u001b[${code}m`, '');
    const orders = text.split('').filter((it) => (it < ' ' && it !== '\n') || it === '\u202e');
    expect(orders).toEqual([]);
  });

  test('without colour there is no escape at all', () => {
    expect(renderReportText(report, { color: false, width: 80 })).not.toContain('\u001b');
  });
});

describe('in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(() => browser?.close());

  interface Opened {
    readonly page: Page;
    readonly trouble: string[];
    readonly requests: string[];
  }

  async function open(width: number, colorScheme: 'light' | 'dark'): Promise<Opened> {
    const file = join(folder, 'report.html');
    await writeFile(file, renderReportHtml(report));
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    const opened: Opened = { page, trouble: [], requests: [] };
    page.on('console', (message) => opened.trouble.push(message.text()));
    page.on('pageerror', (error) => opened.trouble.push(error.message));
    page.on('request', (request) => opened.requests.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    return opened;
  }

  test.each([
    [380, 'light'],
    [380, 'dark'],
    [768, 'light'],
    [1280, 'light'],
    [1280, 'dark'],
  ] as const)('at %d px, %s: no error, no request, nothing sticks out sideways', async (width, scheme) => {
    const { page, trouble, requests } = await open(width, scheme);
    const wide = await page.evaluate('document.documentElement.scrollWidth');
    const cut = await page.evaluate(
      `[...document.querySelectorAll('body *')].filter((it) => !it.closest('.hidden, thead') && it.getBoundingClientRect().right > innerWidth + 1).map((it) => it.outerHTML.slice(0, 80))`,
    );
    expect({ wide, cut, trouble, requests: requests.length }).toEqual({
      wide: width,
      cut: [],
      trouble: [],
      requests: 1,
    });
    await page.close();
  });

  test('charts and tables are there, named and filled', async () => {
    const { page } = await open(1280, 'light');
    expect(await page.locator('svg[role=img]').count()).toBe(4);
    expect(await page.locator('svg .bar.distilled').count()).toBe(1);
    expect(await page.locator('svg .whisker').count()).toBe(measured.length * 3);
    expect(await page.locator('polyline.curve').count()).toBe(2);
    expect(await page.getByRole('img', { name: 'accuracy by model, with intervals' }).count()).toBe(1);
    const scores = page.getByRole('table', { name: 'Scores, with intervals' });
    expect(await scores.getByRole('rowheader').allInnerTexts()).toEqual([
      expect.stringMatching(/^teacher \(rule-based\)/),
      expect.stringMatching(/^student/),
      expect.stringMatching(/^tune-gold/),
      expect.stringMatching(/^tune/),
    ]);
    await page.close();
  });

  test('hostile text stays text', async () => {
    const { page } = await open(1280, 'light');
    expect(await page.title()).toBe(`contract-terms: report of run ${run}`);
    expect(await page.locator('script, img, iframe, object').count()).toBe(0);
    expect(await page.locator('article').first().innerText()).toContain("<script>document.title='owned'</script>");
    await page.close();
  });

  test.each(['light', 'dark'] as const)('text stands out from the page, %s', async (scheme) => {
    const { page } = await open(1280, scheme);
    const low = await page.evaluate(`(() => {
      const light = (css) => { const [r, g, b] = css.match(/[\\d.]+/g).map((part) => { const c = part / 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
      const paper = light(getComputedStyle(document.body).backgroundColor);
      const ratio = (css) => { const it = light(css); return (Math.max(it, paper) + 0.05) / (Math.min(it, paper) + 0.05); };
      const of = (it) => getComputedStyle(it)[it.closest('svg') ? 'fill' : 'color'];
      return [...document.querySelectorAll('p, li, td, th, dt, dd, small, code, span, b, svg text')].filter((it) => it.textContent.trim() && ratio(of(it)) < 4.5).map((it) => it.outerHTML.slice(0, 80));
    })()`);
    expect(low).toEqual([]);
    await page.close();
  });
});
