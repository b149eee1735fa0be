/**
 * `npm run crash -- --seed N --kills K`: runs a small recipe over and over in real processes, kills what the seed says
 * when it says so, restarts as a user would, and compares with an undisturbed run. Exit code 1 at the first violation,
 * whose project is kept. `--only engine-away` instead takes the engine away for two minutes of a training.
 */
import { parseArgs } from 'node:util';
import { openCampaignWorld } from './campaign-world.js';
import { renderCampaignTable, renderKill, type CampaignRun } from './campaign-table.js';
import { removeTemplate } from './crash-project.js';
import { drawKills } from './draw-kills.js';
import { engineAway } from './engine-away.js';
import { runKilled } from './run-killed.js';

async function runCampaign(firstSeed: number, wanted: number): Promise<boolean> {
  const world = await openCampaignWorld();
  const runs: CampaignRun[] = [];
  let made = 0;
  for (let seed = firstSeed; made < wanted; seed++) {
    const kills = drawKills(seed).slice(0, wanted - made);
    const project = world.newProject();
    const { started, proxy, undisturbed } = world;
    const began = performance.now();
    const run = await runKilled({ project, proxy, kills, undisturbed, started });
    runs.push({ seed, seconds: (performance.now() - began) / 1_000, ...run });
    made += run.kills.filter(({ happened }) => happened).length;
    for (const record of run.kills) console.log(renderKill(seed, record, run.violations.length === 0));
    if (run.violations.length === 0) project.remove();
    else {
      console.log(run.violations.map((violation) => `  violation: ${violation}`).join('\n'));
      console.log(`  project:   ${project.folder}`);
      console.log(`  repeat:    npm run crash -- --seed ${seed} --kills ${kills.length}`);
      await world.close(project);
      break;
    }
  }
  if (made >= wanted) await world.close();
  console.log(`\n${renderCampaignTable(runs)}`);
  return runs.every(({ violations }) => violations.length === 0);
}

function wholeNumber(name: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new Error(`--${name} takes a whole number, not "${text}".`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      kills: { type: 'string', default: '10' },
      only: { type: 'string' },
    },
  });
  if (values.only !== undefined && values.only !== 'engine-away')
    throw new Error(`--only takes engine-away, not "${values.only}".`);
  try {
    const kept = values.only
      ? await engineAway()
      : await runCampaign(wholeNumber('seed', values.seed), wholeNumber('kills', values.kills));
    process.exitCode = kept ? 0 : 1;
  } finally {
    removeTemplate();
  }
}

void main();
