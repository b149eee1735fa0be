import type { ProofResult } from '../proofs/proof.js';
import { openCampaignWorld } from './campaign-world.js';
import { renderCampaignTable, renderKill, type CampaignRun } from './campaign-table.js';
import { drawKills } from './draw-kills.js';
import { runKilled } from './run-killed.js';

/**
 * Runs a small recipe over and over in real processes, kills what the seed says when it says so, restarts as a user would,
 * and compares with an undisturbed run. Ends at the first violation, whose project is kept.
 */
export async function runCampaign(firstSeed: number, wanted: number): Promise<ProofResult> {
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
      console.log(`  repeat:    npm run prove -- crash --seed ${seed} --kills ${kills.length}`);
      await world.close(project);
      break;
    }
  }
  if (made >= wanted) await world.close();
  const found = runs.flatMap(({ seed, violations }) => violations.map((violation) => `- seed ${seed}: ${violation}`));
  return { held: found.length === 0, figures: [renderCampaignTable(runs), ...found].join('\n') };
}
