import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { limbeck, startLimbeck } from '../support/limbeck-cli.js';
import { startTemporalServer, type TemporalServer } from '../support/temporal-server.js';
import { createQuickProject, type QuickProject } from './quick-project.js';

/** Server, worker and command line as three processes, tied together by one variable and nothing else. */
let server: TemporalServer;
let project: QuickProject;
beforeAll(async () => {
  server = await startTemporalServer();
  project = await createQuickProject();
});
afterAll(async () => {
  await server.stop();
  project.remove();
});

test('with TEMPORAL_ADDRESS a run uses that server and a worker elsewhere, and starts neither', async () => {
  const options = { cwd: project.folder, env: { TEMPORAL_ADDRESS: server.address } };
  const worker = startLimbeck(['worker'], options);
  try {
    const { code, stdout, stderr } = await limbeck(['run', 'recipe.yaml', '--name', 'far'], options);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^score: gate met: /m);
    expect(existsSync(join(project.folder, '.limbeck', 'engine'))).toBe(false);
    const { status } = await server.client.workflow.getHandle('far').describe();
    expect(status.name).toBe('COMPLETED');
  } finally {
    worker.process.kill('SIGTERM');
    await worker.result;
  }
});
