/**
 * A process that asks an endpoint as fast as its limits let it, as a worker of a project does, and shares them with others
 * of the same state folder. Run through `startAskingProcess`; its prompts are its name. It asks until it is ended.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { PlanModel } from '../../schemas/generated/plan.js';
import { Endpoints } from '../../src/models/admission/endpoints.js';
import { systemClock } from '../../src/models/clock.js';
import { createOpenAiProvider } from '../../src/models/openai/openai-provider.js';
import { createFolderShares } from '../../src/models/admission/folder-shares.js';
import { repoRoot } from './source-tree.js';

export interface AskingInput {
  readonly name: string;
  readonly folder: string;
  readonly baseUrl: string;
  readonly limits: NonNullable<PlanModel['limits']>;
}

export interface AskingProcess {
  kill(): Promise<void>;
}

export function startAskingProcess(input: AskingInput): AskingProcess {
  const register = join(repoRoot, 'test', 'support', 'register-ts.cjs');
  const child = spawn(process.execPath, ['-r', register, __filename, JSON.stringify(input)], { stdio: 'inherit' });
  return {
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

async function ask({ name, folder, baseUrl, limits }: AskingInput): Promise<void> {
  const model: PlanModel = {
    name: 'teacher',
    provider: 'openai',
    access: ['chat'],
    identity: {},
    queue: 'teacher-teacher',
    base_url: baseUrl,
    model: 'big',
    limits,
  };
  const endpoints = new Endpoints(systemClock, createFolderShares(folder));
  const provider = createOpenAiProvider({ model, env: {}, endpoints });
  const { signal } = new AbortController();
  const askOn = async (): Promise<void> => {
    for (;;) await provider.call({ messages: [{ role: 'user', content: name }] }, { signal });
  };
  await Promise.all(Array.from({ length: 2 * (limits.concurrency ?? 1) }, askOn));
}

if (require.main === module) void ask(JSON.parse(process.argv[2]!) as AskingInput);
