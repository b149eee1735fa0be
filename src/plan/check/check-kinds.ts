import { complain, stepPath, type Compiling, type StepInput } from '../compiling.js';
import type { ExpandedStep } from '../expand/expanded-step.js';
import type { ResolvedWith } from '../resolve/resolve-with.js';
import type { StepTraits } from '../traits.js';

/**
 * Parameters that the kind of the first input's rows asks for, excludes or narrows. A training would refuse them as well;
 * here it costs nothing yet.
 */
export function checkKinds(
  compiling: Compiling,
  draft: ExpandedStep,
  { stage, id, ports, byKind }: StepTraits,
  { inputs, resolved }: { readonly inputs: readonly StepInput[]; readonly resolved: ResolvedWith },
): void {
  const kind = inputs.find(({ slot }) => slot === Object.keys(ports)[0])?.flow?.kind;
  const rule = kind === undefined ? undefined : byKind?.[kind];
  if (!rule || !resolved.sound) return;
  const { source } = compiling.draft;
  const given = draft.with ?? {};
  const tell = (parameter: string, message: string): void =>
    complain(
      compiling,
      source.place(Object.hasOwn(given, parameter) ? stepPath(draft, 'with', parameter) : stepPath(draft)),
      {
        code: 'parameter-for-kind',
        message: `${message} ${rule.because}`,
        hint: `What it takes: \`limbeck explain ${stage}/${id}\`.`,
      },
    );
  const rows = `rows of the kind ${kind}`;
  for (const name of rule.required ?? [])
    if (!Object.hasOwn(given, name)) tell(name, `With ${rows}, ${stage}/${id} needs \`${name}\`.`);
  for (const name of rule.left_out ?? [])
    if (Object.hasOwn(given, name)) tell(name, `With ${rows}, ${stage}/${id} takes no \`${name}\`.`);
  for (const [name, values] of Object.entries(rule.only ?? {})) {
    const value = resolved.with[name];
    if (value !== undefined && !values.includes(value as never))
      tell(name, `With ${rows}, \`${name}\` can be ${values.join(' or ')} alone.`);
  }
}
