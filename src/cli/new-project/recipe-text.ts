import type { Answers } from './answers.js';

const SKILLS: Readonly<Record<Answers['answer'], string>> = {
  short: 'natural-language-understanding',
  json: 'natural-language-understanding',
  number: 'thinking-pattern',
};
/** Fields whose recipes must say what they hold about people. */
const GUARDED = ['law', 'medicine', 'finance'];

/** The recipe for the answers: as short as one that elicits, cleans, distils and measures can be. */
export function recipeText(answers: Answers): string {
  return [head(answers), dataOf(answers), steps(answers)].join('\n');
}

function head(answers: Answers): string {
  const { name, description, vertical, answer, start } = answers;
  const guarded = GUARDED.includes(vertical);
  return `# yaml-language-server: $schema=schemas/limbeck.schema.json
#
#   limbeck plan recipe.yaml      # what it would do and cost
#   limbeck run recipe.yaml
limbeck: 1
name: ${name}
version: 0.1.0
description: ${JSON.stringify(description)}
skill: ${SKILLS[answer]}
vertical: ${vertical}
role: capability-transfer
license: Apache-2.0
${guarded ? 'personal_data: none # say so only if it is true of every row\n' : ''}${start === 'seeds' ? growing : ''}
models:
  teacher: { needs: [chat] } # which model this is stands in limbeck.yaml
  student: { needs: [weights] }
`;
}

const growing = `
params:
  prompts:
    type: integer
    default: 1000
    minimum: 50
    description: Prompts to grow. Teacher calls and training time grow in step.
`;

function dataOf({ start, file, column }: Answers): string {
  const source =
    start === 'seeds'
      ? '  seeds: { file: seeds.jsonl, kind: prompt, license: CC0-1.0 } # write your own: a few dozen in the styles you want'
      : `  rows: { file: ${file}, kind: prompt, fields: { prompt: ${column} } }`;
  return `data:\n${source}\n\nbudget: { calls: 20000, usd: 10 } # spending stops here; a larger one goes on with \`limbeck resume --budget\`\n`;
}

function steps({ answer, start }: Answers): string {
  const elicited = start === 'seeds' ? 'write' : 'rows';
  return `steps:
${start === 'seeds' ? write : ''}${elicit(answer, elicited)}
  # Near copies teach nothing new.
  - id: keep
    use: refine/dedup-minhash
    from: answer
    with: { field: prompt, threshold: 0.8 }

  # The teacher's answers to a tenth of the rows are held back to measure on: this says how well the student imitates the
  # teacher. Rows answered by people say more: add them under data with use: evaluation, and score on those.
  - id: parts
    use: refine/split
    from: keep
    with: { share: 0.1 }
  - id: clean
    use: refine/decontaminate
    from: { rows: parts.rest, against: parts.part }

  - id: tune
    use: distill/sft
    from: clean
    with: { student: student, epochs: 3 }

  # The untouched student is the control: without it nobody could say what was learnt.
  - id: score
    use: ${answer === 'number' ? 'evaluate/numeric-answer' : 'evaluate/exact-match'}
    from: parts.part
    with: { models: [student, tune]${scoring[answer]} }
`;
}

const scoring: Readonly<Record<Answers['answer'], string>> = {
  short: ', normalise: loose',
  json: ', compare: json',
  number: ', field: answer',
};

const write = `  # More prompts in the style of the seeds.
  - id: write
    use: elicit/self-instruct
    from: seeds
    with: { model: teacher, target: "\${{ params.prompts }}", temperature: 0.7 }

`;

function elicit(answer: Answers['answer'], from: string): string {
  if (answer === 'number') {
    return `  # The teacher reasons, and ends with #### and the number. Rows without an answer are set aside.
  - id: answer
    use: elicit/chain-of-thought
    from: ${from}
    with: { model: teacher }
`;
  }
  const reply =
    answer === 'json' ? '\n      reply: { schema: schemas/answer.json } # what does not fit is asked for again' : '';
  return `  # One call a row, the main cost of this recipe. The student never sees the prompt file: it learns from the bare row.
  - id: answer
    use: elicit/label
    from: ${from}
    with:
      model: teacher
      prompt: { file: prompts/answer.liquid }${reply}
    failures: { max_share: 0.02 }
`;
}
