import { startTemporalServer, type TemporalServer } from '../../test/support/temporal-server.js';
import { median } from '../median.js';
import { startEchoProcess } from '../support/echo-process.js';
import type { CallPace, Load } from './load.js';
import { measureStep, type StepPace } from './measure-step.js';
import { startRawProcess, type RawProcess } from './raw-process.js';

/**
 * A whole elicit/label step beside the raw pooled client, in calls per second: every latency with every concurrency, the
 * two taken in turns, medians over the rounds. Teacher, raw client and step are three processes.
 * `node --max-semi-space-size=64 -r ./test/support/register-ts.cjs bench/elicit/label-step.ts [seconds] [rounds] [latency,...] [concurrency,...]`
 */
const [seconds = '6', rounds = '3', latencies = '0,5,50', concurrencies = '16,64,256'] = process.argv.slice(2);
/** What the raw client does at 0 ms, about: how many rows a measurement of so many seconds takes. */
const MOST_CALLS_PER_SECOND = 4_000;
const list = (text: string): number[] => text.split(',').map(Number);

async function main(): Promise<void> {
  const temporal = await startTemporalServer({ durable: true });
  const raw = startRawProcess();
  say(
    '| latency | at once | rows | raw /s | step /s | step / raw | CPU a call, raw / step | of the JS thread | loop delay p99 | start, seal |',
  );
  say('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const latencyMs of list(latencies)) {
    const teacher = await startEchoProcess(latencyMs);
    for (const concurrency of list(concurrencies)) {
      const pace = Math.min(MOST_CALLS_PER_SECOND, (concurrency * 1000) / Math.max(latencyMs, 1));
      const load = { baseUrl: teacher.baseUrl, concurrency, rows: Math.round(pace * Number(seconds)) };
      say(`| ${latencyMs} ms | ${concurrency} | ${load.rows} | ${await comparePaces(load, raw, temporal)} |`);
    }
    await teacher.close();
  }
  await raw.close();
  await temporal.stop();
}

async function comparePaces(load: Load, raw: RawProcess, temporal: TemporalServer): Promise<string> {
  const [raws, steps]: [CallPace[], StepPace[]] = [[], []];
  await raw.measure({ ...load, rows: Math.min(load.rows, MOST_CALLS_PER_SECOND) });
  for (let round = 0; round < Number(rounds); round++) {
    raws.push(await raw.measure(load));
    steps.push(await measureStep(load, temporal));
  }
  return compare(raws, steps);
}

function compare(raws: readonly CallPace[], steps: readonly StepPace[]): string {
  const [raw, step] = [raws, steps].map((paces) => median(paces.map(({ callsPerSecond }) => callsPerSecond)));
  const both = (name: 'cpuPerCall' | 'threadPerCall'): string =>
    [raws, steps].map((paces) => median(paces.map((pace) => pace[name])).toFixed(0)).join(' / ');
  const of = (name: 'loopDelayP99' | 'startMs' | 'sealMs'): string =>
    median(steps.map((step) => step[name])).toFixed(0);
  return [
    raw!.toFixed(0),
    step!.toFixed(0),
    (step! / raw!).toFixed(2),
    `${both('cpuPerCall')} us`,
    `${both('threadPerCall')} us`,
    `${of('loopDelayP99')} ms`,
    `${of('startMs')}, ${of('sealMs')} ms`,
  ].join(' | ');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

void main();
