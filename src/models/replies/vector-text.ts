/** A vector as the ledger keeps it: 32-bit floats, lowest byte first, in base64. The same on every machine. */
export function vectorText(vector: Float32Array | readonly number[]): string {
  const bytes = Buffer.alloc(vector.length * 4);
  for (let at = 0; at < vector.length; at++) bytes.writeFloatLE(vector[at]!, at * 4);
  return bytes.toString('base64');
}

export function readVector(text: string): Float32Array {
  const bytes = Buffer.from(text, 'base64');
  const vector = new Float32Array(bytes.length / 4);
  for (let at = 0; at < vector.length; at++) vector[at] = bytes.readFloatLE(at * 4);
  return vector;
}
