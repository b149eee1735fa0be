/** What a message asks of the teacher. Found in the words of the message alone, as a large model would have to. */

const maxCount = 50;

function understand(message) {
  const wanted = /\b(?:write|give|draft|compose|add)(?: me)? (\d{1,3})\b/i.exec(message);
  const examples = wanted ? numberedLines(message) : [];
  if (wanted && examples.length > 0) {
    const count = Math.min(Number(wanted[1]), maxCount);
    return { task: 'write', examples, count, json: /\breply with json\b/i.test(message) };
  }
  const asksForTerms = /\bnotice_days\b/.test(message) && /\bmonths\b/.test(message) && /\bstart\b/.test(message);
  const clause = asksForTerms ? quotedClause(message) : undefined;
  return clause === undefined ? undefined : { task: 'read', clause };
}

function numberedLines(message) {
  return [...message.matchAll(/^\s*\d{1,3}[.)] (.+)$/gm)].map((match) => match[1].trim());
}

/** The text after "Clause:", or between triple quotes or tags. */
function quotedClause(message) {
  const match = /"""\s*([\s\S]+?)\s*"""|<clause>\s*([\s\S]+?)\s*<\/clause>|\bclause:\s*([\s\S]+)$/i.exec(message);
  return (match?.[1] ?? match?.[2] ?? match?.[3])?.trim();
}

module.exports = { understand };
