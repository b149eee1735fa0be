import { describeMoment, victims } from './draw-kills.js';
import type { KilledRun, KillRecord } from './run-killed.js';

export interface CampaignRun extends KilledRun {
  readonly seed: number;
  readonly seconds: number;
}

/** One line per kill, as it is printed while the campaign goes on. */
export function renderKill(seed: number, record: KillRecord, held: boolean): string {
  const { kill, happened, inFlight, settling, repeats } = record;
  const what = `seed ${seed}  ${kill.victim} at ${describeMoment(kill.moment)}`.padEnd(48);
  if (!happened) return `${what}  not killed: it had ended`;
  return `${what}  in flight ${inFlight}  settling ${settling}  repeated ${repeats}  ${held ? 'same' : 'VIOLATION'}`;
}

/** The campaign by victim, as Markdown. */
export function renderCampaignTable(runs: readonly CampaignRun[]): string {
  const kills = runs.flatMap((run) => run.kills).filter(({ happened }) => happened);
  const sum = (records: readonly KillRecord[], name: 'inFlight' | 'settling' | 'repeats'): number =>
    records.reduce((total, record) => total + record[name], 0);
  const line = (name: string, records: readonly KillRecord[]): string =>
    `| ${[name, records.length, sum(records, 'inFlight'), sum(records, 'settling'), sum(records, 'repeats')].join(' | ')} |`;
  const violated = runs.filter(({ violations }) => violations.length > 0);
  const seconds = Math.round(runs.reduce((total, run) => total + run.seconds, 0));
  return [
    '| killed | times | in flight | answered just before | asked again |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...victims.map((victim) =>
      line(
        victim,
        kills.filter(({ kill }) => kill.victim === victim),
      ),
    ),
    line('all kills', kills),
    '',
    `Seeds ${runs[0]?.seed} to ${runs.at(-1)?.seed}: ${runs.length} runs, ${kills.length} kills, ${violated.length} runs with violations, ${seconds} s. ` +
      `The latest answer that was asked again had been sent ${Math.max(0, ...runs.map((run) => run.longestSettlingMs))} ms before its kill.`,
  ].join('\n');
}
