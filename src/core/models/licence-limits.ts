/** What the licence of data (an SPDX id, or words) is known to forbid. A licence that is not known here forbids nothing by it. */

/** Creative Commons licences without derivatives: rows made from others, or a trained model, are more than a copy. */
export function forbidsDerivatives(license: string): boolean {
  return /^CC-BY(-NC)?-ND\b/i.test(license);
}

export function forbidsCommercialUse(license: string): boolean {
  return /^CC-BY-NC\b/i.test(license);
}

/** What is made from it must have the same licence. */
export function asksSameLicence(license: string): boolean {
  return /^CC-BY(-NC)?-SA\b/i.test(license);
}

/** No licence at all, said in words. */
export function forbidsSharing(license: string): boolean {
  return /\b(proprietary|unlicensed|all rights reserved)\b/i.test(license);
}
