import { problemsOf, type CheckedRecipe } from './checked-recipe.js';

/** What `validate` found as workflow commands of GitHub Actions, which show it beside the lines of a change. */
export function renderAnnotations(checked: readonly CheckedRecipe[]): string {
  const lines = checked.flatMap((one) => [
    ...problemsOf(one).map(({ code, message, hint, note, where }) => {
      const { file, line, column } = where;
      return command(
        'error',
        { file, line, col: column, title: code },
        [message, note, hint].filter(Boolean).join('\n'),
      );
    }),
    ...one.warnings.map((warning) => command('warning', { file: one.recipe }, warning)),
  ]);
  return lines.join('\n');
}

function command(
  name: 'error' | 'warning',
  properties: Readonly<Record<string, string | number | undefined>>,
  text: string,
): string {
  const given = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${escape(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`],
  );
  return `::${name} ${given.join(',')}::${escape(text)}`;
}

/** The percent sign first: what follows brings new ones. */
function escape(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
