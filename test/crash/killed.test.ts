import { openCampaignWorld, type CampaignWorld } from './campaign-world.js';
import { removeTemplate } from './crash-project.js';
import { describeMoment, drawKills } from './draw-kills.js';
import { runKilled } from './run-killed.js';

/** A short campaign; `npm run prove -- crash` runs a long one. Among them, these seeds kill every process at least once. */
const seeds = [4, 24];
const MINUTES = 60_000;

let world: CampaignWorld;
beforeAll(async () => {
  world = await openCampaignWorld();
}, 15 * MINUTES);
afterAll(async () => {
  await world?.close();
  removeTemplate();
});

const told = (seed: number): string =>
  drawKills(seed)
    .map(({ victim, moment }) => `${victim} at ${describeMoment(moment)}`)
    .join(', ');

test.each(seeds.map((seed) => [seed, told(seed)] as const))(
  'seed %i ends as the undisturbed run: %s killed',
  async (seed) => {
    const { proxy, undisturbed, started } = world;
    const project = world.newProject();
    const kills = drawKills(seed);
    const run = await runKilled({ project, proxy, kills, undisturbed, started });
    expect({ violations: run.violations, killed: run.kills.map(({ happened }) => happened) }).toEqual({
      violations: [],
      killed: kills.map(() => true),
    });
  },
  15 * MINUTES,
);
