import OpenAI from 'openai';
import type { PlanModel } from '../../../schemas/generated/plan.js';
import { LimbeckError } from '../../core/errors.js';
import type { Endpoint } from './failure.js';
import { createRedactor } from './redact.js';

/** The openai client as it is used here: it speaks, and decides nothing. Only what limbeck.yaml names is sent. */

const DEFAULT_TIMEOUT_SECONDS = 120;

export function openClient(endpoint: Endpoint, key: string | undefined, fetch: typeof globalThis.fetch): OpenAI {
  return new OpenAI({
    baseURL: endpoint.baseUrl,
    // Null and 'off' keep the client from reading OPENAI_* variables: what is not in limbeck.yaml is not sent.
    apiKey: key ?? 'none',
    organization: null,
    project: null,
    logLevel: 'off',
    ...(key === undefined ? { defaultHeaders: { Authorization: null } } : {}),
    maxRetries: 0,
    timeout: endpoint.timeoutMs,
    fetch,
  });
}

export function describeEndpoint(model: PlanModel, key: string | undefined): Endpoint {
  if (model.base_url === undefined || model.model === undefined)
    throw new LimbeckError({
      code: 'model-not-bound',
      message: `The model "${model.name}" has no ${model.base_url === undefined ? 'base_url' : 'model'}.`,
      hint: 'Give `base_url` and `model` of the model in limbeck.yaml.',
    });
  return {
    name: model.name,
    baseUrl: model.base_url,
    model: model.model,
    keyEnv: model.api_key?.env,
    timeoutMs: (model.limits?.timeout_seconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000,
    redact: createRedactor(key),
  };
}

export function readKey(model: PlanModel, env: Readonly<Record<string, string | undefined>>): string | undefined {
  if (!model.api_key) return undefined;
  const key = env[model.api_key.env];
  if (key) return key;
  throw new LimbeckError({
    code: 'api-key-missing',
    message: `The environment variable ${model.api_key.env}, which holds the key of "${model.name}", is not set.`,
    hint: `Set it where the worker runs: export ${model.api_key.env}=...`,
  });
}
