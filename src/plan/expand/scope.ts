import { suggest } from '../../recipe/problems/problem-list.js';

/**
 * What the names of a recipe stand for. A recipe that is used as a step, and each round of a loop, has a scope of its own;
 * a name leads from there to a data set, a model or a step of the flat plan. Names are followed late, so the order of
 * steps in a file is free.
 */
export interface Scope {
  readonly names: Map<string, Target>;
  /** The recipe around a loop's round. */
  readonly around?: Scope;
  /** The combination of a matrix that the reader belongs to. */
  readonly axes?: Axes;
}

export type AxisValue = string | number | boolean;
export type Axes = Readonly<Record<string, AxisValue>>;

export interface StepTarget {
  readonly use: 'step';
  /** As the plan's steps name it in their inputs and models. */
  readonly id: string;
  /** The step whose traits and rows it has: itself, or for the kept round of a loop that of the first round. */
  readonly like: string;
  /** What must be done first: the step, or the loop. */
  readonly waits: string;
  /** The output that is meant, where a recipe's own output says it. */
  readonly output?: string | undefined;
}

interface OutsideTarget<Use extends string> {
  readonly use: Use;
  readonly name: string;
}

export type Leaf = OutsideTarget<'data'> | OutsideTarget<'model'> | OutsideTarget<'param'> | StepTarget;

export type Target =
  | Leaf
  | {
      readonly use: 'group';
      readonly what: 'recipe' | 'loop';
      readonly members: ReadonlyMap<string, Target>;
      readonly waits: readonly string[];
    }
  | { readonly use: 'matrix'; readonly combinations: readonly Combination[] }
  /** An input of a recipe, or what a loop carries: what `text` means in another scope. */
  | { readonly use: 'alias'; readonly text: string; readonly scope: Scope }
  /** Something was said about it already. */
  | { readonly use: 'broken' };

export interface Combination {
  readonly axes: Axes;
  readonly target: Target;
}

export interface Named {
  readonly target: Leaf;
  /** What follows the name: `name.output`. */
  readonly output: string | undefined;
  /** How the recipe calls it here; metrics are named after it. */
  readonly label: string;
}

export type Looked =
  | { readonly found: readonly Named[] }
  | { readonly group: 'recipe' | 'loop'; readonly members: readonly string[]; readonly waits: readonly string[] }
  /** The name is not there. */
  | { readonly unknown: string }
  | { readonly wrong: { readonly code: string; readonly message: string; readonly hint: string } }
  | { readonly said: true };

/** What a name with all that follows it (`name`, `name[axis=value]`, `name.output`) stands for in a scope. */
export function lookUp(scope: Scope, text: string): Looked {
  const { name, selector, rest } = splitReference(text);
  const target = findName(scope, name);
  return target ? follow({ target, selector, rest, label: name, axes: scope.axes ?? {} }) : { unknown: name };
}

/** A written name in its parts. */
export function splitReference(text: string): {
  readonly name: string;
  readonly selector: string | undefined;
  readonly rest: string | undefined;
} {
  const [, name = text, selector, rest] = /^([^.[\]]*)(?:\[([^\]]*)\])?(?:\.(.*))?$/s.exec(text) ?? [];
  return { name, selector, rest };
}

function findName(scope: Scope, name: string): Target | undefined {
  return scope.names.get(name) ?? (scope.around && findName(scope.around, name));
}

interface Following {
  readonly target: Target;
  readonly selector: string | undefined;
  readonly rest: string | undefined;
  readonly label: string;
  readonly axes: Axes;
}

function follow(following: Following): Looked {
  const { target, selector, rest, label } = following;
  if (target.use === 'broken') return { said: true };
  if (target.use === 'matrix') return followMatrix(target.combinations, following);
  if (target.use === 'alias') return followAlias(target, following);
  if (selector !== undefined) {
    return wrong('unknown-output', `"${label}" has no matrix; "[${selector}]" cannot follow it.`, `Write ${label}.`);
  }
  if (target.use !== 'group') {
    const { output } = target.use === 'step' ? target : { output: undefined };
    if (output !== undefined && rest !== undefined)
      return wrong('unknown-output', `"${label}" has no outputs of its own.`, `Write ${label}.`);
    return { found: [{ target, output: output ?? rest, label: rest === undefined ? label : `${label}.${rest}` }] };
  }
  const members = [...target.members.keys()].map((member) => `${label}.${member}`);
  if (rest === undefined) return { group: target.what, members, waits: target.waits };
  const next = splitReference(rest);
  const member = target.members.get(next.name);
  if (member) return follow({ ...following, ...next, target: member, label: `${label}.${next.name}` });
  const owner = target.what === 'loop' ? 'The rounds of' : 'The recipe behind';
  const has = target.what === 'loop' ? 'have no step' : 'has no output';
  return wrong(
    'unknown-output',
    `${owner} "${label}" ${has} "${next.name}".`,
    suggest(`${label}.${next.name}`, members, target.what === 'loop' ? 'steps' : 'outputs'),
  );
}

function followMatrix(combinations: readonly Combination[], following: Following): Looked {
  const { selector, label, axes } = following;
  const into = ({ target, axes: values }: Combination, named: boolean): Looked =>
    follow({ ...following, target, selector: undefined, label: named ? `${label}${spellAxes(values)}` : label });
  if (selector !== undefined) {
    const wanted = selector
      .split(',')
      .map((part) => part.trim())
      .toSorted();
    const chosen = combinations.find((each) => spellParts(each.axes).toSorted().join() === wanted.join());
    return chosen ? into(chosen, true) : noSuchCombination(`${label}[${selector}]`, label, combinations);
  }
  const names = Object.keys(combinations[0]?.axes ?? {});
  if (names.length > 0 && names.every((name) => Object.hasOwn(axes, name))) {
    const own = combinations.find((each) => names.every((name) => each.axes[name] === axes[name]));
    const values = Object.fromEntries(names.map((name) => [name, axes[name]!]));
    return own ? into(own, false) : noSuchCombination(`${label}${spellAxes(values)}`, label, combinations);
  }
  const all = combinations.map((each) => into(each, true));
  const groups = all.flatMap((looked) => ('group' in looked ? [looked] : []));
  if (groups.length === 0)
    return all.find((looked) => !('found' in looked)) ?? { found: all.flatMap((looked) => foundIn(looked)) };
  return {
    group: groups[0]!.group,
    members: groups.flatMap(({ members }) => members),
    waits: groups.flatMap(({ waits }) => waits),
  };
}

function foundIn(looked: Looked): readonly Named[] {
  return 'found' in looked ? looked.found : [];
}

/** All that must be done before something that a name stands for is there. */
export function waitsOf(looked: Looked): readonly string[] {
  if ('group' in looked) return looked.waits;
  if (!('found' in looked)) return [];
  return looked.found.flatMap(({ target }) => (target.use === 'step' ? [target.waits] : []));
}

function noSuchCombination(wanted: string, label: string, combinations: readonly Combination[]): Looked {
  const known = combinations.map(({ axes }) => `${label}${spellAxes(axes)}`);
  return wrong('matrix-combination', `There is no "${wanted}".`, suggest(wanted, known, 'combinations'));
}

function followAlias({ text, scope }: { text: string; scope: Scope }, { selector, rest, label }: Following): Looked {
  const whole = `${text}${selector === undefined ? '' : `[${selector}]`}${rest === undefined ? '' : `.${rest}`}`;
  const looked = lookUp(scope, whole);
  // What is wrong with it is said where it stands.
  if (!('found' in looked) || looked.found.length !== 1) return { said: true };
  return { found: [{ ...looked.found[0]!, label }] };
}

function spellParts(axes: Axes): string[] {
  return Object.entries(axes).map(([name, value]) => `${name}=${String(value)}`);
}

/** `[teacher=a,t=0.7]`, as it stands behind a step's id. */
export function spellAxes(axes: Axes): string {
  const parts = spellParts(axes);
  return parts.length === 0 ? '' : `[${parts.join(',')}]`;
}

function wrong(code: string, message: string, hint: string): Looked {
  return { wrong: { code, message, hint } };
}

/** What each name in sight is, by name: for suggestions, and for what an expression may see. */
export function visibleTargets(scope: Scope): ReadonlyMap<string, Target> {
  return new Map([...(scope.around ? visibleTargets(scope.around) : []), ...scope.names]);
}

/** Names in sight that are of a use; inputs and what loops carry count for what they lead to. */
export function namesOf(scope: Scope, ...uses: readonly Leaf['use'][]): string[] {
  return [...visibleTargets(scope)].filter(([, target]) => uses.includes(useOf(target))).map(([name]) => name);
}

function useOf(target: Target): Leaf['use'] {
  if (target.use === 'data' || target.use === 'model' || target.use === 'param') return target.use;
  if (target.use !== 'alias') return 'step';
  const looked = lookUp(target.scope, target.text);
  return 'found' in looked && looked.found[0] ? looked.found[0].target.use : 'step';
}
