/**
 * What an expression of a step may call another step. In the plan every step has one id; a recipe's file, and the body
 * of a loop, call the steps beside them by the last part of it: `rounds[2]/check` is `check` to `rounds[2]/tune`, and
 * `check[teacher=a]` is `check` to `tune[teacher=a]`.
 */
export function namesSeenBy(reader: string, id: string): readonly string[] {
  const names = [id];
  for (let slash = reader.indexOf('/'); slash >= 0; slash = reader.indexOf('/', slash + 1)) {
    const scope = reader.slice(0, slash + 1);
    if (id.startsWith(scope)) names.push(id.slice(scope.length));
  }
  const combination = /\[[^\][]*\]$/.exec(reader)?.[0];
  if (combination === undefined) return names;
  return [
    ...names,
    ...names.filter((name) => name.endsWith(combination)).map((name) => name.slice(0, -combination.length)),
  ];
}

/** Name under which the steps after a loop read a step of it: of the round that was kept. */
export function keptName(loop: string, step: string): string {
  return `${loop}.${step}`;
}

/** Loop and step of such a name; undefined for any other. */
export function splitKeptName(name: string): readonly [loop: string, step: string] | undefined {
  // Dots inside brackets belong to the values of a matrix.
  const [, loop, step] = /^((?:[^.[]|\[[^\]]*\])+)\.(.+)$/.exec(name) ?? [];
  return loop === undefined || step === undefined ? undefined : [loop, step];
}
