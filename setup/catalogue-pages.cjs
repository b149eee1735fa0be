// The pages made of docs/catalogue.json and of what is built: docs/methods.md, and a part of the README. Each method has
// lines of its own that nothing else touches, and a line that never changes stands between two of them, so that branches
// which build a method each meet nowhere.
const BEGIN = '<!-- made by "npm run gen" from docs/catalogue.json -->';
const END = '<!-- made until here -->';

const STAGES = {
  elicit: 'what a teacher knows becomes rows',
  refine: 'rows become a training set',
  distill: 'a student learns',
  evaluate: 'models are measured',
};

/** `built`: folders of methods and objectives, relative to the root, by `stage/id`. */
function methodsPage(catalogue, built) {
  const sections = Object.entries(catalogue).flatMap(([stage, categories]) =>
    Object.entries(categories).flatMap(([category, methods]) => [
      `## ${stage}: ${words(category)}`,
      ...Object.entries(methods).map(([id, summary]) => {
        const folder = built[`${stage}/${id}`];
        return folder
          ? `- [\`${stage}/${id}\`](../${folder}/README.md): ${summary}`
          : `- ${stage}/${id} (planned): ${summary}`;
      }),
    ]),
  );
  return `${[
    '# Methods',
    '<!-- Made by "npm run gen" from docs/catalogue.json and what is built. Do not edit. -->',
    'The catalogue of methods and objectives, after the survey of knowledge distillation of large language models ([arXiv 2402.13116](https://arxiv.org/abs/2402.13116)). ' +
      'What is built links to its page; a recipe that names one that is planned is refused. `limbeck explain METHOD` tells its parameters.',
    ...sections,
  ].join('\n\n')}\n`;
}

/** The README with its part anew: categories by stage, those with a method linked. */
function readmePage(text, catalogue, built) {
  const [before, after] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (before < 0 || after < before) throw new Error(`The README has lost its marks: ${BEGIN} ... ${END}`);
  const part = Object.entries(catalogue).map(([stage, categories]) => {
    const names = Object.entries(categories).map(([category, methods]) => {
      const has = Object.keys(methods).some((id) => built[`${stage}/${id}`]);
      return has ? `[${words(category)}](docs/methods.md#${stage}-${category})` : `${words(category)} (planned)`;
    });
    return `**${stage}**, ${STAGES[stage]}:\n${names.join('\n·\n')}`;
  });
  return `${text.slice(0, before)}${BEGIN}\n\n${part.join('\n\n')}\n\n${text.slice(after)}`;
}

function words(category) {
  return category.replaceAll(/(?<!self)-/g, ' ');
}

module.exports = { methodsPage, readmePage };
