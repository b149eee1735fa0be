import { RECORD_KINDS, type RecordKind } from '../../core/record-kinds.js';
import type { PlanModelRef } from '../../../schemas/generated/plan.js';
import { meantModel } from '../../core/models/meant-model.js';
import { complain, stepPath, type Compiling, type Flow, type StepInput } from '../compiling.js';
import type { PlacedStep } from '../expand/expanded-step.js';
import type { ResolvedWith } from './resolve-with.js';
import type { StepTraits } from '../traits.js';

export interface OutputFlowInput {
  readonly compiling: Compiling;
  readonly step: PlacedStep;
  readonly traits: StepTraits;
  readonly inputs: readonly StepInput[];
  readonly resolved: ResolvedWith;
}

/** What a step's rows will be like. Row counts and text lengths are the estimate's and are put in later. */
export function outputFlow(input: OutputFlowInput): Omit<Flow, 'rows' | 'chars'> {
  const { traits, inputs, resolved } = input;
  const first = Object.keys(traits.ports)[0];
  const carriers = inputs.filter(({ slot }) => slot === first || slot === '*');
  const flows = carriers.flatMap(({ flow }) => (flow ? [flow] : []));
  const against = inputs.filter(
    ({ slot }) => !carriers.some((carrier) => carrier.slot === slot) && traits.ports[slot]?.evaluation,
  );
  const kind = kindOf(input, flows);
  // Nobody has compared new questions with anything yet, whatever the shape of the method that writes them.
  const kept = traits.writes.includes('questions')
    ? new Set<string>()
    : intersection(flows.map(({ cleaned }) => cleaned));
  return {
    kind,
    columns: columnsOf(input, kind),
    // Where a port does not take held-out rows, that was said; saying it again at every later step helps nobody.
    heldOut: union(
      carriers.flatMap(({ slot, flow }) => (flow && traits.ports[slot]?.evaluation ? [flow.heldOut] : [])),
    ),
    origins: union(flows.map(({ origins }) => origins)),
    cleaned: union([kept, ...against.flatMap(({ flow }) => (flow ? [flow.origins] : []))]),
    ...tokensOf(kind, input, flows),
    teachers: union([
      ...inputs.flatMap(({ flow }) => (flow ? [flow.teachers] : [])),
      askedModels(traits, resolved.models),
    ]),
  };
}

/** Rows of the kind logits are of the tokens of whoever scored them, and stay so when they are passed on. */
function tokensOf(
  kind: RecordKind | undefined,
  { traits, resolved }: OutputFlowInput,
  flows: readonly Flow[],
): Pick<Flow, 'tokensOf'> {
  if (kind !== 'logits') return {};
  const scored = traits.produces === 'logits' ? [new Set(resolved.models.map(meantModel))] : [];
  return { tokensOf: union([...scored, ...flows.map((flow) => flow.tokensOf ?? new Set<string>())]) };
}

function askedModels({ produces }: StepTraits, models: readonly PlanModelRef[]): ReadonlySet<string> {
  return new Set(produces === 'metrics' || produces === 'model' ? [] : models.map(meantModel));
}

function kindOf({ compiling, step, traits, inputs }: OutputFlowInput, flows: readonly Flow[]): RecordKind | undefined {
  const { produces } = traits;
  if (produces === 'model' || produces === 'metrics') return flows[0]?.kind;
  if (typeof produces === 'string') return produces;
  const same = inputs.filter(({ slot }) => slot === produces.same).map(({ flow }) => flow?.kind);
  const known = [...new Set(same.filter((kind) => kind !== undefined))];
  if (known.length > 1) {
    complain(compiling, compiling.draft.source.place(stepPath(step, 'from')), {
      code: 'kinds-differ',
      message: `The inputs of this step are of different kinds: ${known.join(', ')}.`,
      hint: 'Rows that are put together must be of one kind.',
    });
    return undefined;
  }
  return known[0];
}

function columnsOf(
  { traits, inputs, resolved }: OutputFlowInput,
  kind: RecordKind | undefined,
): readonly string[] | undefined {
  if (inputs.some(({ flow }) => !flow?.columns)) return undefined;
  // Without an input that it must have, nothing is known of its rows.
  const given = new Set(inputs.map(({ slot }) => slot));
  if (Object.entries(traits.ports).some(([name, { optional }]) => !optional && !given.has(name))) return undefined;
  const byPort = Object.fromEntries(inputs.map(({ port, flow }) => [port, flow!.columns!]));
  if (traits.columns) {
    if (!resolved.sound) return undefined;
    try {
      return [...traits.columns(byPort, resolved.with as never)];
    } catch {
      // A method asked about inputs that have problems of their own.
      return undefined;
    }
  }
  const first = Object.values(byPort)[0] ?? [];
  return [...new Set([...first, ...(kind && traits.stage !== 'evaluate' ? RECORD_KINDS[kind].required : [])])];
}

function union(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return new Set(sets.flatMap((set) => [...set]));
}

function intersection(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  const [head, ...rest] = sets;
  return new Set([...(head ?? [])].filter((item) => rest.every((set) => set.has(item))));
}
