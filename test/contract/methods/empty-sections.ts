/** Headings of a README with nothing under them: no text before the next heading of their level, or one above it. */
export function emptySections(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.filter((line, index) => {
    const level = /^#+(?= )/.exec(line)?.[0].length;
    if (level === undefined) return false;
    const rest = lines.slice(index + 1);
    const end = rest.findIndex((other) => new RegExp(`^#{1,${level}} `).test(other));
    const section = (end < 0 ? rest : rest.slice(0, end)).filter((other) => !other.startsWith('#'));
    return (
      section
        .join(' ')
        .trim()
        .split(/\s+/)
        .filter((word) => /\w/.test(word)).length < 2
    );
  });
}
