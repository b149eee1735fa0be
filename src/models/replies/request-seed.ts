import { digestOf } from '../../core/digest.js';
import type { ProviderRequest } from '../contract.js';

/** What a local model draws its reply from: the request alone, so that no neighbour and no order changes a draw. */
export function requestSeed({ messages, sampling = {}, sample_index = 0, retry }: ProviderRequest): number {
  // 48 bits: what JSON's numbers carry exactly.
  return Number.parseInt(digestOf({ messages, sampling, sample_index, retry: retry || undefined }).slice(0, 12), 16);
}
