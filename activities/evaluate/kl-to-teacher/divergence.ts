import type { ScoredToken, TokenChance } from '../../../src/core/models/verb-request.js';

export interface TokenDivergence {
  /** In nats; never more than the divergence over all tokens. */
  readonly kl: number;
  /** Both find the same token the likeliest. */
  readonly agree: boolean;
  /** Teacher's probability of the tokens that both lists tell. */
  readonly covered: number;
}

/** What is left for all other tokens is a difference of rounded numbers, and may come out as none. */
const least = 1e-9;

/**
 * How far one distribution of the next token is from the teacher's, as far as lists of the likeliest tokens tell: tokens
 * that both know stand by themselves, all others together. Putting outcomes together never makes a divergence larger
 * (Kullback and Leibler, "On information and sufficiency", 1951, section 4), so this is a bound from below.
 */
export function tokenDivergence(teacher: ScoredToken, student: ScoredToken): TokenDivergence {
  const [p, q] = [chancesOf(teacher), chancesOf(student)];
  const both = [...p.keys()].filter((token) => q.has(token));
  let kl = 0;
  let [covered, other] = [0, 0];
  for (const token of both) {
    const [own, its] = [p.get(token)!, q.get(token)!];
    kl += Math.exp(own) * (own - its);
    covered += Math.exp(own);
    other += Math.exp(its);
  }
  const [restP, restQ] = [Math.max(0, 1 - covered), Math.max(least, 1 - other)];
  if (restP > least) kl += restP * Math.log(restP / restQ);
  return { kl: Math.max(0, kl), agree: likeliest(teacher) === likeliest(student), covered: Math.min(1, covered) };
}

/** By token: the likeliest, and the text's own. */
function chancesOf(token: ScoredToken): ReadonlyMap<string, number> {
  const chances = new Map<string, number>();
  for (const chance of [...token.top, token]) {
    const name = nameOf(chance);
    if (name !== undefined && !chances.has(name)) chances.set(name, chance.logprob);
  }
  return chances;
}

/** Parts of characters look alike as texts: without a number they are no token that both could mean. */
function nameOf({ id, text }: TokenChance): string | undefined {
  if (text.includes('\uFFFD')) return id === undefined ? undefined : `#${id}`;
  return `=${text}`;
}

function likeliest({ top: [first], ...own }: ScoredToken): string | undefined {
  return nameOf(first && first.logprob >= own.logprob ? first : own);
}
