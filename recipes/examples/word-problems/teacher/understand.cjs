/** What a message asks of the teacher. Found in the words of the message alone, as a large model would have to. */

const maxCount = 50;

function understand(message) {
  const wanted = /\b(?:write|give|invent|compose|add)(?: me)? (\d{1,3})\b/i.exec(message);
  const examples = wanted ? numberedLines(message) : [];
  if (wanted && examples.length > 0) {
    const count = Math.min(Number(wanted[1]), maxCount);
    return { task: 'write', examples, count, json: /\breply with json\b/i.test(message) };
  }
  if (!/\b(?:step by step|solve|work out)\b/i.test(message)) return undefined;
  return { task: 'solve', problem: quotedProblem(message), marker: message.includes('####') ? '####' : 'Answer:' };
}

function numberedLines(message) {
  return [...message.matchAll(/^\s*\d{1,3}[.)] (.+)$/gm)].map((match) => match[1].trim());
}

/** The paragraph after "Problem:"; without that word the first one. */
function quotedProblem(message) {
  const [, named] = /\bproblem:\s*([\s\S]+)$/i.exec(message) ?? [];
  return (named ?? message)
    .trim()
    .split(/\n\s*\n/)[0]
    .replaceAll(/\s+/g, ' ');
}

module.exports = { understand };
