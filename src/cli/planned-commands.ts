import { LimbeckError } from '../core/errors.js';

/** Commands of the design that this version does not have, with what does nearly the same. An entry goes when its command comes. */
const packages = 'Recipes are shared as folders: copy one, and read parts of it with `use: ./part.yaml`.';
const instead: Readonly<Record<string, string>> = {
  ui: '`limbeck watch RUN` follows a run in the terminal, `limbeck report RUN --html FILE` writes its page.',
  add: packages,
  remove: packages,
  update: packages,
  outdated: packages,
  pack: packages,
  publish: packages,
};

/** Why a command is refused; undefined when it is no command of the design. */
export function plannedCommand(name: string): LimbeckError | undefined {
  if (!Object.hasOwn(instead, name)) return undefined;
  return new LimbeckError({
    code: 'not-built-yet',
    message: `\`limbeck ${name}\` is not built yet.`,
    hint: instead[name],
  });
}
