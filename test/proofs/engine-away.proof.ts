import { removeTemplate } from '../crash/crash-project.js';
import { engineAway } from '../crash/engine-away.js';
import type { Proof } from './proof.js';

export const proof: Proof = {
  about:
    'The engine stands still, or is gone, for two minutes of a training: the same trainer goes on, and leaves what an undisturbed run leaves.',
  run: async () => {
    try {
      return await engineAway();
    } finally {
      removeTemplate();
    }
  },
};
