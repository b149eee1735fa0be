/** What the parser's complaint about YAML most likely means: said in the words of someone who writes a recipe. */
export interface YamlSlip {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

const column = 'the keys of one map begin in the same column';

/** `line` is the text of the line that the parser points at. */
export function syntaxProblem(code: string, message: string, line: string): YamlSlip {
  const say = (words: string, hint: string): YamlSlip => ({ code: 'yaml-syntax', message: words, hint });
  switch (code) {
    case 'DUPLICATE_KEY':
      return { code: 'duplicate-key', message: 'This key stands here twice.', hint: duplicateHint(line) };
    case 'TAB_AS_INDENT':
      return say('A tab stands where YAML wants spaces.', 'Indent with spaces.');
    case 'MULTIPLE_DOCS':
      return say('A second document begins here.', 'One file holds one: take the --- out.');
    case 'TAG_RESOLVE_FAILED':
      return say('Tags (!x) are not part of the language.', 'Leave it out, or put quotes around the text.');
    case 'BAD_DQ_ESCAPE':
      return say(
        'In double quotes a backslash begins an escape, and this is none.',
        'Write paths with /, or use single quotes, in which a backslash is a backslash.',
      );
  }
  if (message.includes('call stack')) return say('The file is nested too deep.', 'A recipe has a handful of levels.');
  if (/\$?\{\{/.test(line))
    return { code: 'yaml-braces', message: 'Braces outside quotes mean a map to YAML.', hint: quoteBraces(line) };
  const unclosed = /Missing closing (["'])quote/.exec(message);
  if (unclosed)
    return say(
      `The text is not closed: a ${unclosed[1]} is missing.`,
      `Add the closing ${unclosed[1]} here, or where the text ends.`,
    );
  if (message.includes('Unexpected scalar at node end') && /:\s*'/.test(line))
    return say(
      'The text in single quotes ends before this.',
      "An apostrophe inside single quotes is written twice (''); or put double quotes around the text.",
    );
  if (message.startsWith('Unexpected ,'))
    return say('Nothing stands before this comma.', 'Take it out, or put in what is missing.');
  const glued = /^\s*(?:- )?([a-z_]+):([^\s/].*)$/.exec(line);
  if (glued) return say('A space is missing after the colon.', `Write ${glued[1]}: ${glued[2]}`);
  if (/:\s+[^'"[{|>#][^#]*:\s/.test(line))
    return say(yamlWords(message), 'A text with a colon and a space in it needs quotes.');
  if (/:\s*[@`%&*!]/.test(line)) return say(yamlWords(message), 'A text that begins with this character needs quotes.');
  if (message.includes('Nested mappings are not allowed'))
    return say(
      'The next line is indented deeper, as if it were part of this value.',
      /^\s*id:/.test(line)
        ? 'Begin a step with a dash: - id: name. Its other keys stand in the column of `id`.'
        : `Move it back: ${column}.`,
    );
  return say(yamlWords(message), `Look at the indentation here and above: ${column}.`);
}

function yamlWords(message: string): string {
  return `YAML: ${message.replace(/\.?$/, '.')}`;
}

function duplicateHint(line: string): string {
  const id = /^\s*(id:.*\S)\s*$/.exec(line);
  return id ? `If a new step begins here, it lacks its dash: - ${id[1]}` : 'Keep one of them.';
}

/** How the braces of a line are written so that YAML leaves them alone. */
export function quoteBraces(line: string): string {
  const found = /\$?\{\{.*?\}\}/.exec(line)?.[0] ?? '${{ params.x }}';
  return `Put quotes around it: "${found}".`;
}
