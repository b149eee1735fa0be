import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Plan } from '../../schemas/generated/plan.js';
import { writeTinyStudent } from '../../test/support/tiny-student.js';
import type { ArtifactStore } from '../artifacts/contract.js';
import type { ModelProvider } from '../models/contract.js';
import { JobRecords } from '../models/openai-batch/job-records.js';
import { openProviders, type OpenProviders } from './open-providers.js';

const folder = mkdtempSync(join(tmpdir(), 'limbeck-providers-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A store that holds model folders by name, and a machine without Python. */
function open(): OpenProviders {
  const artifacts: Pick<ArtifactStore, 'openModel'> = {
    openModel: (digest) => Promise.resolve({ manifest: {} as never, folder: join(folder, digest) }),
  };
  return openProviders({
    projectFolder: folder,
    artifacts: artifacts as ArtifactStore,
    clock: { now: () => 0 } as never,
    batches: new JobRecords({ folder }),
    python: () => Promise.reject(new Error('Python was asked for')),
    env: {},
  });
}

async function ask(provider: ModelProvider): Promise<unknown> {
  if (provider.kind !== 'batch') throw new Error('a local model is asked in batches');
  const request = { messages: [{ role: 'user' as const, content: 'hi' }], sampling: { max_tokens: 2 } };
  const context = { signal: new AbortController().signal, work: join(folder, 'work') };
  return (await provider.callAll([request], context)).map(({ answer }) => answer.usage);
}

const usage = [{ prompt_tokens: 4, completion_tokens: 2 }];

test('a step’s model that was exported answers without Python; one that was not needs it', async () => {
  writeTinyStudent(join(folder, 'small', 'onnx'));
  mkdirSync(join(folder, 'large'));
  writeTinyStudent(join(folder, 'templated', 'onnx'));
  writeFileSync(join(folder, 'templated', 'onnx', 'chat_template.jinja'), '{{ messages[0].content | upper }}');
  const providers = open();
  const step = (digest: string) => providers.open({ source: 'step', name: 'tune', digest });
  expect(await ask(await step('small'))).toEqual(usage);
  await expect(ask(await step('large'))).rejects.toThrow('Python was asked for');
  await expect(ask(await step('templated'))).rejects.toThrow('Python was asked for');
  await providers.close();
});

test('an exported student of the project answers from its folder, relative to the project', async () => {
  writeTinyStudent(join(folder, 'exported'));
  const model = { name: 'small', provider: 'onnx', access: ['chat'], identity: {}, path: 'exported', queue: 'cpu' };
  const plan = { seed: 0, models: { small: model } } as unknown as Plan;
  const providers = open();
  expect(await ask(await providers.open({ source: 'plan', name: 'small', plan }))).toEqual(usage);
  await providers.close();
});
