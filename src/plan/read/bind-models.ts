import type { PlanModel } from '../../../schemas/generated/plan.js';
import type { ModelBinding, OpenaiBinding, TransformersBinding } from '../../../schemas/generated/project.js';
import { PROJECT_FILE } from '../../core/project-file.js';
import type { ProviderName } from '../../core/models/provider-traits.js';
import type { ReadProject } from '../../recipe/load-project.js';
import { suggest } from '../../recipe/problems/problem-list.js';
import type { SourcePlace } from '../../core/errors.js';
import { bindEncoder, bindStudent } from './bind-onnx.js';
import { complain, projectPath, type Compiling } from '../compiling.js';
import { fileDigest, findModelFolder, folderDigest } from './model-folder.js';

/** Binds each model of the recipe to what the project file says it is. */
export async function bindModels(compiling: Compiling, read: ReadProject | undefined): Promise<void> {
  const { draft, models } = compiling;
  if (!read) return;
  const { project, source, broken } = read;
  for (const [name, { needs = [] }] of Object.entries(draft.models)) {
    const binding = Object.hasOwn(project.models, name) ? project.models[name] : undefined;
    if (broken.has(name)) continue;
    if (!binding) {
      complain(compiling, draft.source.keyPlace(['models', name]), {
        code: 'model-unbound',
        message: `No model is bound to "${name}".`,
        hint: `Add it to ${PROJECT_FILE} under profiles.${project.profile}.models. Bound there: ${Object.keys(project.models).join(', ') || 'none'}.`,
      });
      continue;
    }
    const where = source.keyPlace(['profiles', project.profile, 'models', name]);
    const model = await bindModel(compiling, name, binding, where);
    if (!model) continue;
    models.set(name, model);
    // A word that is none was complained of already, and stands here as undefined.
    const lacking = needs.filter((need) => need !== undefined && !model.access.includes(need));
    if (lacking.length > 0) {
      complain(compiling, draft.source.place(['models', name, 'needs']), {
        code: 'model-lacks-access',
        message: `"${name}" needs ${lacking.join(', ')}, which the model bound to it does not offer.`,
        hint: `It offers ${model.access.join(', ')}. Bind another model in ${PROJECT_FILE}, or say there what it offers: access: [...].`,
      });
    }
  }
}

function bindModel(
  compiling: Compiling,
  name: string,
  binding: ModelBinding,
  where: SourcePlace,
): Promise<PlanModel | undefined> | PlanModel {
  // Each binds its own form of binding, which its name stands for.
  const bind = BINDERS[binding.provider] as Binder<ModelBinding>;
  return bind({ compiling, name, binding, where });
}

interface BindInput<Binding> {
  readonly compiling: Compiling;
  readonly name: string;
  readonly binding: Binding;
  readonly where: SourcePlace;
}

type Binder<Binding> = (input: BindInput<Binding>) => Promise<PlanModel | undefined> | PlanModel;

const BINDERS: { readonly [Name in ProviderName]: Binder<Extract<ModelBinding, { readonly provider: Name }>> } = {
  openai: ({ name, binding }) => bindEndpoint(name, binding),
  transformers: ({ compiling, name, binding, where }) => bindFolder(compiling, name, binding, where),
  onnx: bindStudent,
  'onnx-embed': bindEncoder,
};

function bindEndpoint(name: string, binding: OpenaiBinding): PlanModel {
  const { provider, model, revision, api_key, limits, price, terms, structured_output, batch, label } = binding;
  // One address, one spelling: a slash at the end buys nothing anew.
  const base_url = binding.base_url.replace(/\/+$/, '');
  return {
    name,
    provider,
    access: [...(binding.access ?? ['chat'])],
    identity: { provider, base_url, model, ...(revision === undefined ? {} : { revision }) },
    base_url,
    model,
    ...(api_key ? { api_key } : {}),
    ...(limits ? { limits } : {}),
    ...(price ? { price } : {}),
    ...(terms ? { terms } : {}),
    ...(structured_output === undefined ? {} : { structured_output }),
    ...(batch === undefined ? {} : { batch }),
    ...(label === undefined ? {} : { label }),
    queue: `teacher-${name}`,
  };
}

const weightFiles = /\.(safetensors|bin|pt|gguf)$/;
const tokenizerFiles = ['tokenizer.json', 'tokenizer.model', 'vocab.json', 'vocab.txt', 'spiece.model'];

async function bindFolder(
  compiling: Compiling,
  name: string,
  binding: TransformersBinding,
  where: SourcePlace,
): Promise<PlanModel | undefined> {
  const folder = await findModelFolder({
    compiling,
    name,
    path: binding.path,
    where,
    wanted: ['config.json'],
    hint: 'It must be a model folder in Hugging Face layout.',
  });
  if (!folder) return undefined;
  const { files } = folder;
  const own = files.some((path) => tokenizerFiles.includes(path));
  if (own === (binding.tokenizer !== undefined)) {
    complain(compiling, where, {
      code: own ? 'tokenizer-twice' : 'tokenizer-missing',
      message: own
        ? `The folder of model "${name}" has a tokenizer already.`
        : `The folder of model "${name}" has no tokenizer.`,
      hint: own
        ? 'Leave `tokenizer` out.'
        : 'Say how to train one: tokenizer: { vocab_size: 640, train_on: [file, ...] }.',
    });
    return undefined;
  }
  const tokenizer = await tokenizerIdentity(compiling, binding, where);
  if (tokenizer === 'broken') return undefined;
  const initial = files.some((path) => weightFiles.test(path)) ? 'weights' : 'random';
  const digest = await folderDigest(compiling, folder);
  return {
    name,
    provider: binding.provider,
    access: [...(binding.access ?? ['weights', 'chat'])],
    // Random weights are drawn from the recipe's seed: another seed is another model.
    identity: {
      provider: binding.provider,
      digest,
      initial,
      ...(initial === 'random' ? { seed: compiling.draft.recipe.seed ?? 0 } : {}),
      ...(tokenizer ? { tokenizer } : {}),
    },
    ...(binding.terms ? { terms: binding.terms } : {}),
    ...(binding.label === undefined ? {} : { label: binding.label }),
    path: folder.inPlan,
    initial,
    ...(binding.tokenizer ? { tokenizer: binding.tokenizer } : {}),
    queue: 'gpu-default',
  };
}

async function tokenizerIdentity(
  compiling: Compiling,
  { tokenizer }: TransformersBinding,
  where: SourcePlace,
): Promise<{ vocab_size: number; train_on: string[] } | 'broken' | undefined> {
  if (!tokenizer) return undefined;
  const digests: string[] = [];
  let broken = false;
  for (const file of tokenizer.train_on) {
    const path = projectPath(compiling, file);
    if ((await compiling.files.kind(path.absolute)) === 'file') {
      digests.push(await fileDigest(compiling, path.absolute));
      continue;
    }
    broken = true;
    const siblings = await compiling.files.names(compiling.projectFolder).catch(() => []);
    complain(compiling, where, {
      code: 'file-not-found',
      message: `There is no file "${file}" to train a tokenizer on.`,
      hint: suggest(
        file,
        siblings.filter((name) => /\.(jsonl|json|csv|tsv|txt)$/.test(name)),
        'files',
      ),
    });
  }
  return broken ? 'broken' : { vocab_size: tokenizer.vocab_size, train_on: digests };
}
