import { startTeacher } from '../../src/teachers/index.js';
import { startCountingProxy, type CountingProxy } from '../support/counting-proxy.js';
import { startLimbeck, type RunningCli } from '../support/limbeck-cli.js';
import { descendantsOf } from '../support/process-tree.js';
import { createCrashProject, removeTemplate, type CrashProject } from './crash-project.js';
import { readMade, type RunMade } from './judge-run.js';
import { RUN } from './run-killed.js';

/** A teacher that counts, and a run that nobody disturbed to compare with. */
export interface CampaignWorld {
  readonly proxy: CountingProxy;
  readonly undisturbed: RunMade;
  readonly calm: CrashProject;
  newProject(): CrashProject;
  /** To be told of what is started: it is ended with the world, with all that hangs on it. */
  readonly started: (cli: RunningCli) => void;
  /** `keep`: leave this project's folder for a person to look at. */
  close(keep?: CrashProject): Promise<void>;
}

/** Long enough for a kill to find requests in flight. */
const LATENCY_MS = 250;

/** `epochs`: for a training that must last. */
export async function openCampaignWorld(epochs?: number): Promise<CampaignWorld> {
  const teacher = await startTeacher('contract-terms', { port: 0, host: '127.0.0.1' });
  const proxy = await startCountingProxy(teacher.url, { latencyMs: LATENCY_MS });
  const projects: CrashProject[] = [];
  const running: RunningCli[] = [];
  const newProject = (): CrashProject => {
    const project = createCrashProject(proxy.url, epochs);
    projects.push(project);
    return project;
  };
  const close = async (keep?: CrashProject): Promise<void> => {
    for (const { process: root } of running) {
      if (root.pid === undefined || root.exitCode !== null || root.signalCode !== null) continue;
      for (const { pid } of descendantsOf(root.pid)) process.kill(pid, 'SIGKILL');
      root.kill('SIGKILL');
    }
    await proxy.close();
    await teacher.close();
    for (const project of projects) if (project !== keep) project.remove();
  };
  // Whoever stops a campaign wants its processes gone too, and its last project with them.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(
      signal,
      () =>
        void close()
          .finally(removeTemplate)
          .finally(() => process.exit(130)),
    );
  const calm = newProject();
  const undisturbed = startLimbeck(['run', 'recipe.yaml', '--yes', '--name', RUN], { cwd: calm.folder });
  running.push(undisturbed);
  const result = await undisturbed.result;
  if (result.code !== 0 || proxy.repeated > 0) {
    await close(calm);
    throw new Error(`The undisturbed run failed (${calm.folder}).\n${result.stdout}\n${result.stderr}`);
  }
  return {
    proxy,
    calm,
    undisturbed: readMade(calm, RUN),
    newProject,
    started: (cli) => void running.push(cli),
    close,
  };
}
