import type { PlanModel } from '../../../schemas/generated/plan.js';
import type { OnnxBinding, OnnxEmbedBinding } from '../../../schemas/generated/project.js';
import type { SourcePlace } from '../../core/errors.js';
import type { Compiling } from '../compiling.js';
import { findModelFolder, folderDigest } from './model-folder.js';

interface BindInput<Binding> {
  readonly compiling: Compiling;
  readonly name: string;
  readonly binding: Binding;
  readonly where: SourcePlace;
}

/** A student that was exported: asked in the worker's own process. */
export async function bindStudent(input: BindInput<OnnxBinding>): Promise<PlanModel | undefined> {
  const { compiling, name, binding, where } = input;
  const folder = await findModelFolder({
    compiling,
    name,
    path: binding.path,
    where,
    wanted: ['limbeck-onnx.json', 'model.onnx', 'tokenizer.json', 'tokenizer_config.json'],
    hint: 'It must be a folder that `limbeck export RUN/STEP --to onnx` wrote.',
  });
  if (!folder) return undefined;
  return {
    name,
    provider: binding.provider,
    access: [...(binding.access ?? ['chat'])],
    identity: { provider: binding.provider, digest: await folderDigest(compiling, folder) },
    ...(binding.terms ? { terms: binding.terms } : {}),
    ...(binding.label === undefined ? {} : { label: binding.label }),
    path: folder.inPlan,
    queue: 'cpu',
  };
}

/** An encoder: how its vectors are made is part of what it is. */
export async function bindEncoder(input: BindInput<OnnxEmbedBinding>): Promise<PlanModel | undefined> {
  const { compiling, name, binding, where } = input;
  const folder = await findModelFolder({
    compiling,
    name,
    path: binding.path,
    where,
    wanted: ['model.onnx', 'tokenizer.json', 'config.json'],
    hint: 'It must be an encoder in ONNX form with its tokenizer and config, as Hugging Face exports it.',
  });
  if (!folder) return undefined;
  const { pooling = 'mean', normalize = true, max_tokens } = binding;
  const encoder = { pooling, normalize, ...(max_tokens === undefined ? {} : { max_tokens }) };
  return {
    name,
    provider: binding.provider,
    access: [...(binding.access ?? ['embeddings'])],
    identity: { provider: binding.provider, digest: await folderDigest(compiling, folder), encoder },
    ...(binding.label === undefined ? {} : { label: binding.label }),
    path: folder.inPlan,
    encoder,
    queue: 'cpu',
  };
}
