import type { Pick } from './judge-prompt.js';

export type Verdict = 'win' | 'loss' | 'tie' | 'undecidable';

/**
 * What two opinions make, one with the model's answer first and one with it second. A preference counts where both
 * agree; one against none is a tie; a judge that chose the same place twice has said nothing of the answers (Zheng et
 * al., "Judging LLM-as-a-Judge with MT-Bench and Chatbot Arena", arXiv 2306.05685, section 3.4, count that as a tie).
 */
export function verdictOf(modelFirst: Pick, modelSecond: Pick): Verdict {
  const opinions = [sideOf(modelFirst, 'first'), sideOf(modelSecond, 'second')];
  if (opinions.every((side) => side === 'model')) return 'win';
  if (opinions.every((side) => side === 'baseline')) return 'loss';
  return opinions.includes('neither') ? 'tie' : 'undecidable';
}

function sideOf(pick: Pick, own: Pick): 'model' | 'baseline' | 'neither' {
  if (pick === 'neither') return pick;
  return pick === own ? 'model' : 'baseline';
}

/** What a verdict is worth: half where nothing was decided. */
export function scoreOf(verdict: Verdict): number {
  return { win: 1, loss: 0, tie: 0.5, undecidable: 0.5 }[verdict];
}
