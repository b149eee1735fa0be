import { parseArgs } from 'node:util';
import { removeTemplate } from '../crash/crash-project.js';
import { runCampaign } from '../crash/run-campaign.js';
import { wholeNumber, type Proof } from './proof.js';

export const proof: Proof = {
  about:
    'Processes killed at moments that a seed draws: every run ends with the digests, counts and report of an undisturbed one, and asks again only what was in flight.',
  usage: '--seed N (1): the first seed; --kills K (10): how many kills, three to five to a run',
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: { seed: { type: 'string', default: '1' }, kills: { type: 'string', default: '10' } },
    });
    try {
      return await runCampaign(wholeNumber('seed', values.seed), wholeNumber('kills', values.kills));
    } finally {
      removeTemplate();
    }
  },
};
