import { asksSameLicence, forbidsCommercialUse, forbidsDerivatives, forbidsSharing } from './licence-limits.js';

test.each([
  ['CC0-1.0', []],
  ['CC-BY-4.0', []],
  ['CC-BY-ND-4.0', ['derivatives']],
  ['CC-BY-NC-ND-3.0', ['derivatives', 'commerce']],
  ['cc-by-nc-4.0', ['commerce']],
  ['CC-BY-NC-SA-4.0', ['commerce', 'same']],
  ['CC-BY-SA-3.0', ['same']],
  ['LicenseRef-Proprietary', ['sharing']],
  ['All rights reserved', ['sharing']],
  ['Apache-2.0', []],
])('%s limits %j', (license, limits) => {
  const found = {
    derivatives: forbidsDerivatives(license),
    commerce: forbidsCommercialUse(license),
    same: asksSameLicence(license),
    sharing: forbidsSharing(license),
  };
  expect(Object.entries(found).flatMap(([limit, is]) => (is ? [limit] : []))).toEqual(limits);
});
