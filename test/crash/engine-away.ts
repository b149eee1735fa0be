import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { createFileRunStore } from '../../src/runs/file/file-run-store.js';
import type { ProofResult } from '../proofs/proof.js';
import { startLimbeck } from '../support/limbeck-cli.js';
import { descendant } from '../support/process-tree.js';
import { openCampaignWorld, type CampaignWorld } from './campaign-world.js';
import type { CrashProject } from './crash-project.js';
import { differences, readMade } from './judge-run.js';
import { RUN } from './run-killed.js';

const AWAY_MS = 120_000;
/** A training of several minutes. */
const EPOCHS = 240;

/**
 * The engine stands still, or is gone, for two minutes of a training: the trainer must go on meanwhile, be the same one
 * afterwards, and leave what an undisturbed run leaves. Says what it saw, and what was not so.
 */
export async function engineAway(): Promise<ProofResult> {
  const world = await openCampaignWorld(EPOCHS);
  const seen: string[] = [];
  let held = true;
  for (const signal of ['SIGSTOP', 'SIGKILL'] as const) {
    const project = world.newProject();
    const { what, violations } = await takeEngineAway(world, project, signal);
    seen.push(`- ${what}: ${violations.length === 0 ? 'same' : `violation: ${violations.join('; ')}`}`);
    console.log(seen.at(-1));
    if (violations.length === 0) continue;
    console.log(`  project:   ${project.folder}`);
    await world.close(project);
    held = false;
    break;
  }
  if (held) await world.close();
  return { held, figures: seen.join('\n') };
}

async function takeEngineAway(
  world: CampaignWorld,
  project: CrashProject,
  signal: 'SIGSTOP' | 'SIGKILL',
): Promise<{ readonly what: string; readonly violations: readonly string[] }> {
  const cli = startLimbeck(['run', 'recipe.yaml', '--yes', '--name', RUN], { cwd: project.folder });
  world.started(cli);
  await cli.saw(new RegExp(`^${RUN}: started`, 'm'));
  await untilTraining(project);
  const guard = descendant(cli.process.pid!, /engine\/guard\/guard\.js/);
  const engine = descendant(cli.process.pid!, /temporal.* server start-dev/);
  const before = trainingOf(project);
  // The guard would start it again at once.
  process.kill(guard.pid, 'SIGSTOP');
  process.kill(engine.pid, signal);
  await later(AWAY_MS);
  const during = trainingOf(project);
  if (signal === 'SIGSTOP') process.kill(engine.pid, 'SIGCONT');
  process.kill(guard.pid, 'SIGCONT');
  const { code, stdout, stderr } = await cli.result;
  const { tokens } = trainingOf(project);
  const found = code === 0 ? differences(readMade(project, RUN), world.undisturbed) : [`${stdout}\n${stderr}`];
  if (during.step <= before.step) found.push('the training stood still while the engine was away');
  if (tokens.length !== 1) found.push(`the trainer was started ${tokens.length} times`);
  const how = signal === 'SIGSTOP' ? 'stood still' : 'was gone';
  const went = `training went from step ${before.step} to ${during.step}`;
  return { what: `the engine ${how} for ${AWAY_MS / 1_000} s, ${went}`, violations: found };
}

async function untilTraining(project: CrashProject): Promise<void> {
  const runs = createFileRunStore({ folder: join(project.folder, '.limbeck') });
  const stop = new AbortController();
  for await (const event of runs.follow(RUN, stop.signal))
    if (event.type === 'training-progress' && event.at_step !== undefined) break;
  stop.abort();
}

function trainingOf(project: CrashProject): { readonly step: number; readonly tokens: readonly number[] } {
  const events = project.events(RUN).flatMap((event) => (event.type === 'training-progress' ? [event] : []));
  return {
    step: Math.max(0, ...events.map(({ at_step: step }) => step ?? 0)),
    tokens: [...new Set(events.map(({ token }) => token ?? 0))],
  };
}
