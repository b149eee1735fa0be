/**
 * How the plan calls the step of a loop's kept round: its steps are `loop[round]/step`, and what comes after the loop
 * reads `loop.step`.
 */

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
