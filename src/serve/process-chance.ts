import { randomBytes, randomInt } from 'node:crypto';
import type { Chance } from './desk.js';

/** The clock and the randomness of this machine. */
export const processChance: Chance = {
  nowSeconds: () => Math.floor(Date.now() / 1000),
  newId: () => randomBytes(12).toString('hex'),
  newSeed: () => randomInt(2 ** 31),
};
