/**
 * What to write instead of a value that does not fit, from what was written: a decimal comma, a percent sign, a unit,
 * curly quotes, `yes`. Undefined where nothing better is known than what the key is for.
 */
export function typeHint(given: unknown, wanted: readonly string[]): string | undefined {
  if (given === null) return 'Nothing stands after the colon.';
  if (typeof given === 'string') {
    if (wanted.includes('boolean') && /^(y|yes|on|n|no|off)$/i.test(given)) {
      return `In YAML 1.2 ${given} is text. Write ${/^(y|yes|on)$/i.test(given) ? 'true' : 'false'}.`;
    }
    const whole = wanted.includes('integer');
    if (whole || wanted.includes('number')) {
      const number = numberHint(given, whole);
      if (number !== undefined) return number;
    }
    if (wanted.includes('array')) return listHint(given);
  }
  if (wanted.includes('array') && (typeof given === 'number' || typeof given === 'boolean'))
    return listHint(String(given));
  if (wanted.includes('array') && typeof given === 'object' && !Array.isArray(given))
    return 'Begin each item with a dash: - key: value. The other keys of the item stand in the column of its first one.';
  if (wanted.includes('string') && (typeof given === 'number' || typeof given === 'boolean'))
    // A long number has lost its spelling: its last digits are not those of the file.
    return typeof given === 'number' && Math.abs(given) > Number.MAX_SAFE_INTEGER
      ? 'YAML reads these digits as a number. Put quotes around them.'
      : `Put quotes around it: "${String(given)}".`;
  return undefined;
}

function listHint(given: string): string {
  return given.includes(',') ? `Write it as a list: [${given}].` : `For a list of one write [${given}].`;
}

function numberHint(given: string, whole: boolean): string | undefined {
  const text = given.trim();
  if (/^[+-]?\d+(\.\d+)?\s*%$/.test(text)) {
    const share = Number(text.slice(0, -1)) / 100;
    return whole ? 'Write a whole number, without %.' : `Write the share as a number: ${share}.`;
  }
  // 1,000 is a thousand to some and one to others; where a whole number is wanted, it is a thousand.
  if (!whole && /^[+-]?\d+,\d+$/.test(text)) return `Write a point where the comma is: ${text.replace(',', '.')}.`;
  const digits = text.replaceAll(/[_, ']/g, '');
  if (digits !== '' && Number.isFinite(Number(digits))) return `Write it as a plain number: ${Number(digits)}.`;
  const unit = /^([$€£]?)\s*([+-]?\d+(?:\.\d+)?)\s*[\p{L}$€£]*$/u.exec(text);
  return unit ? `Write the number alone: ${unit[2]}.` : undefined;
}

/** What to write instead of a text that breaks the rule of its key. */
export function spellingHint(key: string | number | undefined, given: string): string | undefined {
  const curly = /^[“”„«»‘’](.*)[“”«»‘’]$/.exec(given);
  if (curly) return `Curly quotes are part of the text to YAML: write "${curly[1]}".`;
  if (key === 'base_url' && /^[\w.-]+(:\d+)?(\/|$)/.test(given)) return `Write http:// or https:// before it.`;
  const repo = key === 'repo' ? /^https?:\/\/.*?([^/]+\/[^/]+)\/?$/.exec(given) : null;
  return repo ? `Write owner/name only: ${repo[1]}.` : undefined;
}

/** A name that follows the rule, made of one that does not: ` Such as "read-again".`, or nothing. */
export function nameExample(given: string): string {
  const name = given
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '')
    .slice(0, 60);
  return name === '' ? '' : ` Such as "${name}".`;
}
