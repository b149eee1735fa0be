import type { Access, JoinedRows, Method, MethodContext, RowSource } from '../../../src/core/method.js';
import { memberOf } from '../../../src/core/models/role-members.js';
import { modelVerbs } from '../../../src/core/models/model-verbs.js';
import { createRandom, type Random } from '../../../src/core/random.js';
import type { Row } from '../../../src/core/record-kinds.js';
import type { ActivityDeps } from '../deps.js';
import type { OpenStep } from '../step/open-step.js';
import type { ActivityScope } from '../scope.js';
import type { TaskAsking } from '../asking/step-asking.js';
import { getMethod } from '../step/pinned-plan.js';
import { joinRows } from './joined-rows.js';

export interface MethodContextInput {
  readonly deps: ActivityDeps;
  readonly open: OpenStep;
  readonly scope: ActivityScope;
  readonly side: SideInputs;
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
    side: (port) => asking.apart(() => input.side.whole(port)),
    stream: (port) => input.side.stream(port),
    joined: (port, keep) => asking.apart(() => input.side.joined(port, keep)),
  };
}

/** A step's further inputs. One that is not connected has no rows. */
export interface SideInputs {
  readonly whole: (port: string) => Promise<readonly Row[]>;
  readonly stream: (port: string) => AsyncIterable<Row>;
  readonly joined: (port: string, keep?: (row: Row) => boolean) => Promise<JoinedRows>;
}

/** Held whole, or joined by id: read once per activity. */
export function sideInputs(deps: ActivityDeps, open: OpenStep): SideInputs {
  const openSource = async (port: string): Promise<RowSource> => {
    const digest = open.ref.inputs[port];
    return digest === undefined ? noRows : (await deps.artifacts.openDataSet(digest)).source;
  };
  async function* stream(port: string): AsyncGenerator<Row> {
    yield* (await openSource(port)).read();
  }
  const readAll = async (port: string): Promise<readonly Row[]> => {
    const rows: Row[] = [];
    for await (const row of stream(port)) rows.push(row);
    return rows;
  };
  const joinAll = async (port: string, keep?: (row: Row) => boolean): Promise<JoinedRows> =>
    joinRows(await openSource(port), keep);
  return { whole: oncePerPort(readAll), stream, joined: oncePerPort(joinAll) };
}

const noRows: RowSource = { rows: 0, async *read() {} };

function oncePerPort<Rest extends readonly unknown[], Read>(
  read: (port: string, ...rest: Rest) => Promise<Read>,
): (port: string, ...rest: Rest) => Promise<Read> {
  const known = new Map<string, Promise<Read>>();
  return (port, ...rest) => {
    const found = known.get(port) ?? read(port, ...rest);
    known.set(port, found);
    return found;
  };
}
