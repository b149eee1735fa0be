/** Takes secrets out of what servers say: they like to quote the key they refuse. */
const LOOKS_SECRET = [/\bBearer\s+\S+/gi, /\b(?:sk|pk|key|api)[-_][A-Za-z0-9_*-]{6,}/gi];
const LONGEST = 300;

/** Hides the key and whatever looks like one; cuts long text. */
export function createRedactor(key: string | undefined): (text: string) => string {
  return (text) => {
    let clean = key ? text.replaceAll(key, '[key]') : text;
    for (const pattern of LOOKS_SECRET) clean = clean.replaceAll(pattern, '[key]');
    clean = clean.replaceAll(/\s+/g, ' ').trim();
    return clean.length > LONGEST ? `${clean.slice(0, LONGEST)}...` : clean;
  };
}
