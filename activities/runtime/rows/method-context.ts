import type { Access, Method, MethodContext } from '../../../src/core/method.js';
import { memberOf } from '../../../src/core/models/role-members.js';
import { modelVerbs } from '../../../src/core/models/model-verbs.js';
import { createRandom, type Random } from '../../../src/core/random.js';
import type { Row } from '../../../src/core/record-kinds.js';
import type { ActivityDeps } from '../deps.js';
import type { OpenStep } from '../step/open-step.js';
import type { ActivityScope } from '../scope.js';
import type { TaskAsking } from '../asking/step-asking.js';
import { getMethod } from '../step/pinned-plan.js';

export interface MethodContextInput {
  readonly deps: ActivityDeps;
  readonly open: OpenStep;
  readonly scope: ActivityScope;
  readonly side: (port: string) => Promise<readonly Row[]>;
  readonly asking: TaskAsking;
  /** What the random stream is for: a row id, a round, or nothing for the step as a whole. */
  readonly streamOf: string;
}

/** What every method gets; each shape adds its `reject`. The method's parameters are as the plan resolved them. */
export function methodContext(input: MethodContextInput): MethodContext<never> {
  const { deps, open, scope, asking } = input;
  const needsOf = (role: string): readonly Access[] =>
    getMethod(deps.catalog, open.step, open.step.shape as Method['shape']).needs[role] ?? [];
  let random: Random | undefined;
  return {
    params: open.step.with as never,
    ...modelVerbs((role, request) => asking.ask(role, request), needsOf),
    models: (role) => open.step.models.filter((ref) => ref.role === role).map(({ name }) => memberOf(role, name)),
    render: (template, row) => deps.renderTemplate(template, row),
    predicate: (expression) => deps.expressions.row(expression),
    // Few methods draw: made when it is first looked at.
    get random() {
      random ??= createRandom(`${open.namedBy}/${input.streamOf}`);
      return random;
    },
    signal: scope.signal,
    side: (port) => asking.apart(() => input.side(port)),
  };
}

/** Rows of further inputs, read once per activity. An input that is not connected has none. */
export function sideInputs(deps: ActivityDeps, open: OpenStep): (port: string) => Promise<readonly Row[]> {
  const read = new Map<string, Promise<readonly Row[]>>();
  const readAll = async (port: string): Promise<readonly Row[]> => {
    const digest = open.ref.inputs[port];
    if (digest === undefined) return [];
    const { source } = await deps.artifacts.openDataSet(digest);
    const rows: Row[] = [];
    for await (const row of source.read()) rows.push(row);
    return rows;
  };
  return (port) => {
    const known = read.get(port) ?? readAll(port);
    read.set(port, known);
    return known;
  };
}
