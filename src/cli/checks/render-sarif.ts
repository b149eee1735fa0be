import type { Problem } from '../../core/problems.js';
import { problemsOf, type CheckedRecipe } from './checked-recipe.js';

/** Warnings have no code of their own; as a rule they go under this name. */
const WARNING = 'warning';

/**
 * What `validate` found as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"), which code hosts and editors
 * show beside the lines. Paths are as the recipe was named, relative to where the command ran.
 */
export function renderSarif(checked: readonly CheckedRecipe[], version: string): string {
  const found = checked.flatMap((one) => problemsOf(one).map((problem) => ({ problem, level: 'error' as const })));
  const warned = checked.flatMap(({ recipe, warnings }) =>
    warnings.map((message) => ({
      problem: { code: WARNING, message, where: { file: recipe } },
      level: 'warning' as const,
    })),
  );
  const all = [...found, ...warned];
  const codes = [...new Set(all.map(({ problem }) => problem.code))].toSorted();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'limbeck', version, rules: codes.map((id) => ({ id })) } },
        columnKind: 'utf16CodeUnits',
        results: all.map(({ problem, level }) => resultOf(problem, level)),
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

function resultOf({ code, message, hint, note, where }: Problem, level: 'error' | 'warning'): Record<string, unknown> {
  const region =
    where.line === undefined
      ? {}
      : { region: { startLine: where.line, ...(where.column === undefined ? {} : { startColumn: where.column }) } };
  return {
    ruleId: code,
    level,
    message: {
      text: [message, ...(note === undefined ? [] : [`(${note})`]), ...(hint === undefined ? [] : [hint])].join(' '),
    },
    locations: [
      { physicalLocation: { artifactLocation: { uri: encodeURI(where.file.replaceAll('\\', '/')) }, ...region } },
    ],
  };
}
