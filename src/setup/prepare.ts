import { findTemporal } from '../engine/temporal/find-temporal.js';
import { createEnvironment } from '../trainer/create-environment.js';

/**
 * Make what a run needs and a machine does not come with: the Temporal binary and the trainer's Python environment. What is
 * there already is left alone. Throws what went wrong and how to mend it.
 */
export async function prepareMachine(options: {
  readonly env: NodeJS.ProcessEnv;
  readonly say: (message: string) => void;
}): Promise<void> {
  const { env, say } = options;
  if (env['TEMPORAL_ADDRESS']) say(`Temporal: not needed, TEMPORAL_ADDRESS is ${env['TEMPORAL_ADDRESS']}.`);
  else {
    const { path, source, serverVersion } = await findTemporal({ env, say });
    say(`Temporal: server ${serverVersion}, ${path} (${source}).`);
  }
  const { python, source } = await createEnvironment({ env, report: ({ text }) => say(`Trainer: ${text}.`) });
  say(`Trainer: ${python} (${source}).`);
}
