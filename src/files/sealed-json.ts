import { hash } from 'node:crypto';

/**
 * JSON objects that carry a checksum of themselves, as their last member, so that a changed or missing byte shows. For
 * records that nothing else vouches for; what has a digest of its own needs none. It guards against disks, not people.
 */
const SEAL = /,"seal":"([0-9a-f]{16})"\}\n?$/;

const sumOf = (text: string): string => hash('sha256', text, 'hex').slice(0, 16);

/** One line without its newline. The value must be an object with at least one member. */
export function sealJson(value: object): string {
  const text = JSON.stringify(value);
  return `${text.slice(0, -1)},"seal":"${sumOf(text)}"}`;
}

/**
 * The object without its seal; undefined when it is not what was sealed. Text without a seal is taken as it is where
 * `required` is false: it was written before there were seals.
 */
export function unsealJson(text: string, { required }: { readonly required: boolean }): unknown {
  const seal = SEAL.exec(text);
  if (!seal && required) return undefined;
  const plain = seal ? `${text.slice(0, seal.index)}}` : text;
  if (seal && sumOf(plain) !== seal[1]) return undefined;
  try {
    return JSON.parse(plain) as unknown;
  } catch {
    return undefined;
  }
}
