import type { ModelFacts } from './model-facts.js';

/** What a reader must not take from the card: said plainly, each once. */
export function listLimits(facts: ModelFacts): string[] {
  const { teachers, data, evaluations, exported, seed } = facts;
  const named = (list: readonly { readonly name: string }[]): string => list.map(({ name }) => name).join(', ');
  const forbidden = teachers.filter(({ training_on_output: terms }) => terms === 'forbidden');
  const unsaid = teachers.filter(({ training_on_output: terms }) => terms === 'unknown');
  const unlicensed = data.filter(({ license }) => license === undefined);
  const limits = [
    ...(forbidden.length > 0
      ? [
          `The terms of ${named(forbidden)} forbid training on its output. Do not share or use these weights without leave.`,
        ]
      : []),
    ...(unsaid.length > 0 ? [`The recipe does not say whether ${named(unsaid)} allows training on its output.`] : []),
    ...(unlicensed.length > 0 ? [`The recipe does not say which licence ${named(unlicensed)} has.`] : []),
    'This card gives the weights no licence. Their owner chooses one, within the licences and terms above.',
    ...(evaluations.length > 0
      ? ['It was measured on the sets above and on nothing else: on other text the figures do not hold.']
      : []),
    `All figures are of one training with seed ${seed}.`,
    ...evaluations.flatMap(({ caveats }) => caveats),
    ...(exported.onnx?.int8 && !exported.onnx.int8.compared
      ? ['The figures above are of the full weights; those of the rounded ones are not known.']
      : []),
    'It was taught by text a model or a person wrote, and repeats the errors in it. Whether it is fit for a use that can harm somebody was not examined.',
  ];
  return [...new Set(limits)];
}
