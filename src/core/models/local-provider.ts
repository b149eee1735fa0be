import { PROVIDERS, type ProviderTraits } from './provider-traits.js';

/** Whether a model runs on this machine from a folder: it costs no money, has no address and no terms of a service. */
export function isLocalProvider(provider: string | undefined): boolean {
  return (
    provider !== undefined && (PROVIDERS as Readonly<Record<string, ProviderTraits>>)[provider]?.place !== 'online'
  );
}
