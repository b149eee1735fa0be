import { resolve } from 'node:path';
import { objectives } from '../../../activities/distill/index.js';
import type { Objective } from '../../../activities/distill/contract.js';
import type { TrainingJob } from '../../../activities/runtime/deps.js';
import { smallPlan } from '../../../test/support/small-plan.js';
import { openTrainingModels } from './open-training-models.js';

const sft = objectives.find(({ id }) => id === 'sft')!;
const twoModels: Objective = { ...sft, needs: { student: ['weights'], teacher: ['weights'] } };
const artifacts = {
  openModel: (digest: string) => Promise.resolve({ manifest: {} as never, folder: `/store/${digest}` }),
};
const deps = { projectFolder: resolve('/project'), artifacts };

function jobWith(models: Readonly<Record<string, readonly string[]>>): TrainingJob {
  const plan = smallPlan({
    data: { seeds: 1 },
    models: {
      small: { provider: 'transformers', path: 'models/small' },
      large: { provider: 'transformers', path: 'models/large', initial: 'weights' },
    },
    steps: [
      { id: 'first', use: 'distill/sft', shape: 'train', from: { rows: 'seeds' }, models: { student: ['small'] } },
      { id: 'tune', use: 'distill/sft', shape: 'train', from: { rows: 'seeds' }, models },
    ],
  });
  const job = { run: 'run', step: 'tune', key: 'k', plan, inputs: {}, started_ms: 0 };
  return { ...job, models: { first: 'digest-of-first' } };
}

test('every role that a step names reaches the trainer, from the project and from earlier steps alike', async () => {
  const opened = await openTrainingModels(deps, jobWith({ student: ['first'], teacher: ['large'] }), twoModels);
  expect(opened).toEqual({
    models: {
      student: { path: '/store/digest-of-first', initial: 'weights' },
      teacher: { path: resolve('/project/models/large'), initial: 'weights' },
    },
    base: 'digest-of-first',
  });
});

test('a role that the objective does not have is not dropped in silence', async () => {
  await expect(
    openTrainingModels(deps, jobWith({ student: ['small'], teacher: ['large'] }), sft),
  ).rejects.toMatchObject({
    code: 'model-missing',
    message: 'Step "tune" gives "large" as teacher, and distill/sft has no such role.',
  });
});

test('a student that is not named, a second model in a role, and a model that is not there are told', async () => {
  await expect(openTrainingModels(deps, jobWith({ teacher: ['large'] }), twoModels)).rejects.toMatchObject({
    message: 'Step "tune" names no student.',
  });
  await expect(
    openTrainingModels(deps, jobWith({ student: ['small'], teacher: ['small', 'large'] }), twoModels),
  ).rejects.toMatchObject({ code: 'many-models' });
  const lost = { ...jobWith({ student: ['first'] }), models: {} };
  await expect(openTrainingModels(deps, lost, sft)).rejects.toMatchObject({
    message: 'Step "first" left no model for the student of step "tune".',
  });
});
