import { LimbeckError } from '../core/errors.js';
import { ACCESS_OF_KIND } from '../core/models/verb-access.js';
import type { ModelRequest } from '../core/models/verb-request.js';
import type { ChatRequest, ProviderRequest } from './contract.js';

/** A model was asked what its provider cannot do, whatever its binding says. */
export function verbNotOffered(name: string, kind: ModelRequest['kind']): LimbeckError {
  const access = ACCESS_OF_KIND[kind ?? 'chat'];
  return new LimbeckError({
    code: 'verb-not-offered',
    message: `"${name}" cannot be asked for a ${kind ?? 'chat'}: its provider has no ${access}.`,
    hint: `Bind a model that has them, and take ${access} out of \`access\` of this one in limbeck.yaml.`,
  });
}

/** For providers that chat and nothing else. Throws `verb-not-offered`. */
export function onlyChat(name: string, request: ProviderRequest): ChatRequest {
  if (request.kind !== undefined) throw verbNotOffered(name, request.kind);
  return request;
}
