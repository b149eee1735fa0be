import { Liquid, LiquidError, UndefinedVariableError, type Template } from 'liquidjs';
import { LimbeckError, type SourcePlace } from '../../core/errors.js';
import { suggest } from '../problems/problem-list.js';

/**
 * Prompt templates: Liquid, strict. A name that is not there is an error, never an empty text. No includes, no clock, no
 * randomness, so that equal rows give equal prompts.
 */
const removedTags = ['include', 'render', 'layout', 'block'];
const removedFilters = [
  'sample',
  'date',
  'date_to_xmlschema',
  'date_to_rfc822',
  'date_to_string',
  'date_to_long_string',
];

let own: Liquid | undefined;

function engine(): Liquid {
  if (own) return own;
  own = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    templates: {},
    // Else the machine's own, which filters could show, and which takes a while to find out.
    locale: 'en-US',
    renderLimit: 5000,
    parseLimit: 1e6,
    memoryLimit: 1e8,
  });
  for (const tag of removedTags) delete own.tags[tag];
  for (const filter of removedFilters) delete own.filters[filter];
  return own;
}

export interface TemplateVariable {
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

export type TemplateCheck =
  | { readonly ok: true; readonly variables: readonly TemplateVariable[] }
  | {
      readonly ok: false;
      readonly message: string;
      readonly hint: string;
      readonly line: number;
      readonly column: number;
    };

/** The names a template takes from outside, each where it stands; or what is wrong with its syntax. */
export function checkTemplate(text: string): TemplateCheck {
  try {
    const found = engine().analyzeSync(engine().parse(text));
    const variables = Object.values(found.globals).flatMap((uses) =>
      uses.map(({ segments, location }) => ({ name: String(segments[0]), line: location.row, column: location.col })),
    );
    return { ok: true, variables };
  } catch (error) {
    const [line = 1, column = 1] =
      error instanceof LiquidError ? ((error.token as { getPosition?(): number[] }).getPosition?.() ?? []) : [];
    const message = wordsOf(error);
    return { ok: false, message, hint: hintOf(text.split('\n')[line - 1] ?? '', message), line, column };
  }
}

function hintOf(line: string, message: string): string {
  if (/\{[{%][^}]*[“”„‘’«»]/.test(line)) return `Write straight quotes, ' or ", not curly ones.`;
  const filter = /^there is no filter "(.*)" here$/.exec(message)?.[1];
  if (filter !== undefined) return suggest(filter, Object.keys(engine().filters), 'filters');
  const tag = /^there is no tag "(.*)" here$/.exec(message)?.[1];
  if (tag !== undefined && removedTags.includes(tag)) return 'Templates include no others: write its text out here.';
  if (tag?.startsWith('end') === true)
    return `It closes what is not open: take it out, or begin with {% ${tag.slice(3)} ... %}.`;
  if (tag !== undefined) return suggest(tag, Object.keys(engine().tags), 'tags');
  if (message.startsWith('output')) return 'Close it with two braces: {{ column }}.';
  return 'Liquid: {{ column }}, {% if column %} ... {% endif %}.';
}

function wordsOf(error: unknown): string {
  const words = error instanceof Error ? error.message.split('\n')[0]! : String(error);
  return words
    .replace(/, line:\d+, col:\d+$/, '')
    .replace(/^tag "(.*)" not found$/, 'there is no tag "$1" here')
    .replace(/^undefined filter: (.*)$/, 'there is no filter "$1" here');
}

/** Lines end in \n alone and a last line break is dropped: how an editor saves a file changes no prompt. */
export function templateText(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(/\n$/, '');
}

const parsed = new Map<string, Template[]>();

/** The prompt for a row. Throws `template-failed` as a `row` error when a name is missing or the text is too large. */
export function renderTemplate(text: string, row: Readonly<Record<string, unknown>>): string {
  let template = parsed.get(text);
  if (!template) {
    template = engine().parse(text);
    if (parsed.size < 200) parsed.set(text, template);
  }
  try {
    return String(engine().renderSync(template, row));
  } catch (error) {
    const missing =
      error instanceof UndefinedVariableError ||
      (error as { originalError?: unknown }).originalError instanceof UndefinedVariableError;
    throw new LimbeckError({
      code: 'template-failed',
      message: `A prompt cannot be made: ${wordsOf(error)}.`,
      hint: missing ? 'The row lacks this column.' : undefined,
      kind: 'row',
      cause: error,
    });
  }
}

/** A template's place as errors show it. */
export function templatePlace(file: string, text: string, line: number, column: number): SourcePlace {
  const shown = text.split('\n')[line - 1];
  return { file, line, column, ...(shown === undefined ? {} : { text: shown }) };
}
