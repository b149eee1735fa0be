import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePort } from '../../src/processes/free-port.js';
import { createSmallProject, ROWS } from '../bad-input/small-project.js';
import { answers, first, refusesKey, SECRET, startScriptedTeacher } from '../support/scripted-teacher.js';
import { startTraceCollector } from '../support/trace-collector.js';

const ROW_TEXT = 'What is 3 and 3?';
const SERIES =
  /^([a-zA-Z_:][\w:]*(?:\{(?:[a-zA-Z_]\w*="(?:\\.|[^"\\])*",?)*\})?) (?:NaN|[-+]?Inf|[-+]?[\d.]+(?:e[-+]?\d+)?)$/;

/** Values by series; throws where Prometheus would not read a line, or finds one twice. */
function parseMetrics(text: string): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const name = SERIES.exec(line)?.[1];
    if (name === undefined || values.has(name)) throw new Error(`Not a series, or a second time: ${line}`);
    values.set(name, Number(line.slice(name.length + 1)));
  }
  return values;
}

test('a run is seen in metrics, traces and a log of JSON lines; none of them holds the key or the text of a row', async () => {
  const teacher = await startScriptedTeacher();
  const collector = await startTraceCollector();
  const project = createSmallProject({ base_url: teacher.url, more: ['api_key: { env: TEACHER_KEY }'] });
  const port = await findFreePort();
  const scrape = async (): Promise<string> => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  try {
    const flags = [
      '--metrics',
      String(port),
      '--traces',
      collector.url,
      '--log-format',
      'json',
      '--log-level',
      'debug',
    ];
    expect(await project.cli('up', ...flags)).toMatchObject({ code: 0, stderr: '' });
    let isAsked = (): void => undefined;
    const asked = new Promise<void>((resolve) => (isAsked = resolve));
    const slow = first(5, answers, refusesKey);
    teacher.behave((request, number) => {
      isAsked();
      return { ...slow(request, number), delayMs: 1_000 };
    });
    const running = project.start('run', 'recipe.yaml', '--yes', '--name', 'first');
    await asked;
    const during = parseMetrics(await scrape());
    expect(during.get('limbeck_endpoint_in_flight{model="teacher"}')).toBeGreaterThan(0);
    expect((await running.result).code).toBe(1);

    teacher.behave(answers);
    expect(await project.cli('resume', 'first')).toMatchObject({ code: 0 });
    const text = await scrape();
    const after = parseMetrics(text);
    expect(after.get('limbeck_requests_total{model="teacher",outcome="answered"}')).toBe(ROWS);
    expect(after.get('limbeck_ledger_entries')).toBe(ROWS);
    expect(after.get('limbeck_ledger_put_seconds_count')).toBe(ROWS);
    expect(after.get('limbeck_runs_finished_total{recipe="questions",outcome="done"}')).toBe(1);
    expect([...after.keys()].some((name) => name.startsWith('temporal_'))).toBe(true);
    await project.cli('down');

    const spans = collector.spans();
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(2);
    expect(spans.filter(({ name }) => name === 'run first').map(({ status }) => status.message)).toEqual([
      'teacher-refused-key',
      undefined,
    ]);

    const logs = project.path(join('.limbeck', 'logs'));
    const lines = readFileSync(join(logs, 'worker.log'), 'utf8').trim().split('\n');
    const said = lines.map((line) => JSON.parse(line) as { readonly msg: string; readonly level: string });
    expect(said.filter(({ level }) => level === 'error').map(({ msg }) => msg)).toEqual([
      'step-failed',
      'run-finished',
    ]);

    const exported = await project.cli('ledger', 'export', project.path('answers.jsonl'));
    expect(exported.code).toBe(0);
    expect(project.filesWith(SECRET)).toEqual([]);
    const seen = [
      ...readdirSync(logs).map((name) => readFileSync(join(logs, name), 'utf8')),
      readFileSync(project.path(join('.limbeck', 'runs', 'first', 'events.jsonl')), 'utf8'),
      collector.body(),
      text,
    ];
    for (const one of seen) for (const hidden of [SECRET, ROW_TEXT]) expect(one).not.toContain(hidden);
  } finally {
    await project.cli('down');
    await teacher.close();
    await collector.close();
    project.remove();
  }
});
