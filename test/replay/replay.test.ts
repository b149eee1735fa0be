import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { workflowBundle } from '../support/workflow-world.js';

const folder = join(__dirname, 'histories');

interface Recorded {
  readonly workflowId: string;
  readonly history: { events: { activityTaskScheduledEventAttributes?: { activityType: { name: string } } }[] };
}

const load = (file: string): Recorded => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Recorded;

async function replay({ workflowId, history }: Recorded): Promise<void> {
  await Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, history, workflowId);
}

// Recorded from real runs (record.ts). One that fails here means: a worker with this code breaks open runs.
test.each(readdirSync(folder))('%s replays', async (file) => {
  await replay(load(file));
});

test('a history that the code would not have made is refused', async () => {
  const recorded = load('gate-not-met.json');
  for (const event of recorded.history.events) {
    const scheduled = event.activityTaskScheduledEventAttributes;
    if (scheduled?.activityType.name === 'importData') scheduled.activityType.name = 'prepareStep';
  }
  await expect(replay(recorded)).rejects.toThrow(/TMPRL1100/);
});
