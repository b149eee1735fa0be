import type { Usage } from '../core/model-request.js';
import type { AskedModel } from './ask-call.js';

/** Money is whole billionths of a US dollar, so that sums are exact. */
export const NANOUSD_PER_USD = 1_000_000_000;

/**
 * What a call cost. Undefined when the price is unknown: unknown is never 0. Tokens the endpoint had cached are priced
 * apart when the project file has a price for them.
 */
export function costOf(usage: Usage, price: AskedModel['price']): number | undefined {
  if (!price) return undefined;
  const cached =
    price.cached_input_usd_per_million === undefined ? 0 : Math.min(usage.cached_tokens ?? 0, usage.prompt_tokens);
  const usdPerMillionTokens =
    (usage.prompt_tokens - cached) * price.input_usd_per_million +
    cached * (price.cached_input_usd_per_million ?? 0) +
    usage.completion_tokens * price.output_usd_per_million;
  return Math.round((usdPerMillionTokens * NANOUSD_PER_USD) / 1_000_000);
}
