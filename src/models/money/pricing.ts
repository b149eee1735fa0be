import { Big } from 'big.js';
import type { Usage } from '../../core/models/model-request.js';
import type { AskedModel } from '../asking/ask-call.js';
import type { BuyingMode } from '../contract.js';

/** Money is whole billionths of a US dollar, so that sums are exact. */
export const NANOUSD_PER_USD = 1_000_000_000;

type Price = NonNullable<AskedModel['price']>;

/** Prices of one token as whole numbers of a unit that is fine enough for all three. */
interface TokenRates {
  readonly input: bigint;
  readonly cached: bigint;
  readonly output: bigint;
  readonly unitsPerNanousd: bigint;
}

/** Decimals are worked out once for each price: every answer asks. */
const known: Readonly<Record<BuyingMode, WeakMap<Price, TokenRates>>> = { online: new WeakMap(), batch: new WeakMap() };

/**
 * What a call cost, to the nearest billionth. Undefined when the price is unknown: unknown is never 0. Tokens the endpoint
 * had cached are priced apart when the project file has a price for them; a batch without `batch_discount` costs what
 * single calls do. Exact: a price counts as the decimal it is written as, not as the binary fraction nearest to it.
 */
export function costOf(usage: Usage, price: AskedModel['price'], mode: BuyingMode = 'online'): number | undefined {
  if (!price) return undefined;
  const rates = ratesOf(price, mode);
  const cached = Math.min(usage.cached_tokens ?? 0, usage.prompt_tokens);
  const units =
    BigInt(usage.prompt_tokens - cached) * rates.input +
    BigInt(cached) * rates.cached +
    BigInt(usage.completion_tokens) * rates.output;
  return Number((units + rates.unitsPerNanousd / 2n) / rates.unitsPerNanousd);
}

function ratesOf(price: Price, mode: BuyingMode): TokenRates {
  const found = known[mode].get(price);
  if (found) return found;
  const share = new Big(1).minus(mode === 'batch' ? (price.batch_discount ?? 0) : 0);
  // A number's text is the shortest decimal that means it: the one in the project file, up to 15 digits.
  const nanousd = (usdPerMillion: number): Big => new Big(usdPerMillion).times(share).times(1000);
  const input = nanousd(price.input_usd_per_million);
  const cached = nanousd(price.cached_input_usd_per_million ?? price.input_usd_per_million);
  const output = nanousd(price.output_usd_per_million);
  const decimals = Math.max(1, ...[input, cached, output].map(({ c, e }) => c.length - 1 - e));
  const whole = (rate: Big): bigint => BigInt(rate.times(new Big(10).pow(decimals)).toFixed(0));
  const rates = {
    input: whole(input),
    cached: whole(cached),
    output: whole(output),
    unitsPerNanousd: 10n ** BigInt(decimals),
  };
  known[mode].set(price, rates);
  return rates;
}
