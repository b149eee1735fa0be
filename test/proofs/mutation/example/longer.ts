/** For the test of the mutation proof: its suite does not know what becomes of equal lengths, and is not to. */
export const isLonger = (a: string, b: string): boolean => a.length >= b.length;
