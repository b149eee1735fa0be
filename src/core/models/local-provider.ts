/** Whether a model runs on this machine from a folder: it costs no money, has no address and no terms of a service. */
export function isLocalProvider(provider: string | undefined): boolean {
  return provider !== undefined && provider !== 'openai';
}
