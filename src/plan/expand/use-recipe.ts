import { dirname, relative, resolve } from 'node:path';
import { sha256Hex } from '../../core/digest.js';
import { shownPath } from '../../recipe/load-project.js';
import { parseRecipe, type RecipeDraft } from '../../recipe/parse-recipe.js';
import { suggest } from '../../recipe/problems/problem-list.js';
import { decodeUtf8 } from '../../recipe/source-text.js';
import { complain, projectPath, stepPath, within, type Compiling } from '../compiling.js';
import { defaultsOf, type PlacedStep } from './expanded-step.js';
import type { UsedRecipe, Writing } from './expansion.js';
import { giveInputs, givenParams } from './give-inputs.js';
import { nearFile } from '../read/near-file.js';
import { gatherNames } from './names.js';
import { lookUp, namesOf, type Scope, type Target } from './scope.js';

/**
 * A step that uses a recipe of the project: its steps are written out as `id/step`, in a scope where its inputs mean what
 * the step gives. Problems inside point into its file and say which step uses it.
 */
export async function useRecipe(step: PlacedStep, writing: Writing, id: string): Promise<Target> {
  const compiling = within(writing.compiling, writing);
  const found = await readUsed(step, writing, compiling);
  if (!found) return { use: 'broken' };
  const { file, path, used, note } = found;
  const problems = used.problems;
  const scope: Scope = { names: new Map() };
  for (const name of file.params.names) scope.names.set(name, { use: 'param', name });
  for (const name of Object.keys(file.models)) scope.names.set(name, { use: 'model', name });
  for (const name of Object.keys(file.data)) scope.names.set(name, { use: 'data', name: `${used.prefix}${name}` });
  writing.expansion.used.push(used);
  for (const [name, target] of giveInputs(step, writing, file)) scope.names.set(name, target);
  const before = writing.expansion.steps.length;
  const loops = writing.expansion.loops.length;
  await writing.writeSteps(file.steps, {
    ...writing,
    file,
    path,
    problems,
    note,
    scope,
    names: gatherNames(file, problems),
    prefix: `${id}/`,
    dataPrefix: used.prefix,
    around: [...writing.around, step],
    defaults: defaultsOf(step),
    chain: [...writing.chain, path],
  });
  const inside = writing.expansion.steps.slice(before);
  const looped = writing.expansion.loops.slice(loops);
  const waits = [
    ...inside.filter(({ loop }) => !looped.some((each) => each.id === loop?.id)).map(({ planId }) => planId),
    ...looped.map((each) => each.id),
  ];
  return { use: 'group', what: 'recipe', members: outputsOf(within(compiling, used), scope), waits };
}

async function readUsed(
  step: PlacedStep,
  writing: Writing,
  compiling: Compiling,
): Promise<
  { readonly file: RecipeDraft; readonly path: string; readonly used: UsedRecipe; readonly note: string } | undefined
> {
  const { files, cwd, projectFolder } = compiling;
  const at = stepPath(step, 'use');
  const where = step.file.source.place(at);
  const path = resolve(dirname(writing.path), step.use!);
  const shown = shownPath(path, cwd);
  const begun = writing.chain.indexOf(path);
  if (begun !== -1) {
    const chain = [...writing.chain.slice(begun), path].map((each) => shownPath(each, cwd));
    complain(compiling, where, {
      code: 'recipe-cycle',
      message: `These recipes use each other: ${chain.join(' -> ')}.`,
      hint: 'Take one of the steps out, or move what both need into a third recipe.',
    });
    return undefined;
  }
  const kind = await files.kind(path);
  if (kind !== 'file') {
    complain(compiling, where, {
      code: kind === 'folder' ? 'file-is-folder' : 'file-not-found',
      message: kind === 'folder' ? `"${step.use}" is a folder.` : `There is no recipe "${step.use}".`,
      hint:
        kind === 'folder'
          ? 'Name the recipe file.'
          : ((await nearFile(compiling, path)) ?? 'The path is relative to the folder of the recipe that names it.'),
    });
    return undefined;
  }
  const inProject = relative(projectFolder, path).replaceAll('\\', '/');
  if (inProject.startsWith('../')) {
    complain(compiling, where, {
      code: 'recipe-elsewhere',
      message: `"${step.use}" lies outside the project.`,
      hint: 'Copy it into the project: a run keeps the recipes it was made of.',
    });
    return undefined;
  }
  const line = where.line === undefined ? '' : `:${where.line}`;
  const use = `used by step "${step.id}" (${where.file}${line})`;
  const note = writing.note === undefined ? use : `${use}, in a recipe ${writing.note}`;
  const problems = compiling.problems.noting(note);
  const text = decodeUtf8(await files.read(path));
  if (text === undefined) {
    problems.add({
      code: 'not-utf8',
      message: 'The file is not UTF-8 text.',
      hint: 'Save it as UTF-8.',
      where: { file: shown },
    });
    return undefined;
  }
  const given = givenParams(step);
  const file = await parseRecipe({ file: shown, text, set: {}, given, problems });
  if (!file) return undefined;
  const { seed, budget } = file.recipe;
  for (const [key, value] of Object.entries({ seed, budget })) {
    const warning = `The ${key} of ${shown} does not count: that of the recipe that is run does.`;
    if (value !== undefined && !(key === 'seed' && value === 0) && !compiling.warnings.includes(warning))
      compiling.warnings.push(warning);
  }
  return {
    file,
    path,
    note,
    used: {
      file,
      problems,
      path: projectPath(compiling, path).inPlan,
      digest: sha256Hex(text),
      prefix: `${writing.dataPrefix}${step.id!}/`,
    },
  };
}

/** What other recipes read of it. Each output is a step's rows or model, or an evaluate step's metrics. */
function outputsOf(compiling: Compiling, scope: Scope): ReadonlyMap<string, Target> {
  const members = new Map<string, Target>();
  const { source, outputs, spelt } = compiling.draft;
  for (const [name, text] of Object.entries(outputs)) {
    const looked = lookUp(scope, text);
    const only = 'found' in looked && looked.found.length === 1 ? looked.found[0]! : undefined;
    if (only?.target.use === 'step') {
      members.set(name, { ...only.target, output: only.output });
      continue;
    }
    members.set(name, { use: 'broken' });
    if ('said' in looked || ('unknown' in looked && spelt.has(looked.unknown))) continue;
    const several =
      'group' in looked ? looked.members : 'found' in looked ? looked.found.map(({ label }) => label) : [];
    complain(compiling, source.place(['outputs', name]), {
      ...('wrong' in looked
        ? looked.wrong
        : {
            code: 'unknown-step',
            message:
              several.length > 1 || 'group' in looked
                ? `"${text}" is several things; an output is one.`
                : `There is no step "${text}" in this recipe.`,
            hint:
              several.length > 1 || 'group' in looked
                ? `Name one: ${several.slice(0, 12).join(', ')}.`
                : suggest(text, namesOf(scope, 'step'), 'steps'),
          }),
    });
  }
  return members;
}
