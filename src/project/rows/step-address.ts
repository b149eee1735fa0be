import { LimbeckError } from '../../core/errors.js';
import type { LineageNode, RunLineage } from '../../lineage/run-lineage.js';
import { unknownName } from '../unknown-name.js';

/** What RUN/STEP[.output][/ROW] names, once the run is known. */
export interface StepAddress {
  readonly node: LineageNode;
  readonly output?: string;
  readonly row?: string;
}

/** Data sets that a step leaves beside its outputs, by the name they are read under. */
const ASIDE = ['rejected', 'failures', 'calls'] as const;
export type Aside = (typeof ASIDE)[number];

/** The run of an address, which has no slash, and the rest. */
export function splitRun(text: string): { readonly run: string; readonly rest: string } {
  const slash = text.indexOf('/');
  return slash < 0 ? { run: text, rest: '' } : { run: text.slice(0, slash), rest: text.slice(slash + 1) };
}

/**
 * Names hold slashes, dots and brackets (`clean/dedup`, `read[teacher=a]`, `rounds[2]/tune`), and so may row ids: the
 * longest name that fits is meant. Throws `unknown-step`, `unknown-output`.
 */
export function parseStepAddress(
  rest: string,
  lineage: Pick<RunLineage, 'nodes'>,
  rows: 'with-row' | 'no-row',
): StepAddress {
  const names = [...lineage.nodes.keys()];
  if (rest === '') throw noStep(names);
  for (const name of names.toSorted((a, b) => b.length - a.length)) {
    if (!rest.startsWith(name)) continue;
    const node = lineage.nodes.get(name)!;
    const after = rest.slice(name.length);
    if (after === '') return { node };
    if (after.startsWith('/') && rows === 'with-row') return { node, row: after.slice(1) };
    if (after.startsWith('.')) return withOutput(node, after.slice(1), rows);
  }
  throw unknownName('step', rest, names);
}

function noStep(names: readonly string[]): LimbeckError {
  return new LimbeckError({
    code: 'usage',
    message: 'That names a run, but no step of it.',
    hint: `Give RUN/STEP. Its data sets and steps: ${names.join(', ')}.`,
  });
}

function withOutput(node: LineageNode, after: string, rows: 'with-row' | 'no-row'): StepAddress {
  const known = outputsOf(node);
  for (const output of known.toSorted((a, b) => b.length - a.length)) {
    if (after === output) return { node, output };
    if (rows === 'with-row' && after.startsWith(`${output}/`))
      return { node, output, row: after.slice(output.length + 1) };
  }
  throw unknownName('output', after, known);
}

function outputsOf({ record, step }: LineageNode): string[] {
  const own = record ? Object.keys(record.outputs) : (step?.outputs ?? ['rows']);
  return [...own, ...ASIDE.filter((name) => record?.[name] !== undefined)];
}

/** The data set an address means. */
export interface ChosenRows {
  readonly digest: string;
  /** As it is called in messages: `read`, `split.train`, `read.rejected`. */
  readonly name: string;
}

/** Throws `step-not-done`, `no-rows`, `unknown-output`. */
export function chooseRows({ node, output }: StepAddress, run: string): ChosenRows {
  const { name, record } = node;
  if (!record) throw notDone(node, run);
  if (node.step?.produces === 'model') throw leavesModel(name, run);
  if (output !== undefined) {
    const digest = record.outputs[output] ?? record[output as Aside];
    return { digest: digest!, name: `${name}.${output}` };
  }
  const outputs = Object.keys(record.outputs);
  if (outputs.length > 1) throw unknownNameOfMany(name, outputs);
  return { digest: record.outputs[outputs[0] ?? '']!, name };
}

/** The model that a distill step left. Throws `step-not-done`, `no-model`. */
export function chooseModel({ node }: StepAddress, run: string): string {
  if (node.step?.produces !== 'model') {
    throw new LimbeckError({
      code: 'no-model',
      message: `"${node.name}" leaves rows, not a model.`,
      hint: `\`limbeck show ${run}\` lists the steps; those of distill/... leave models.`,
    });
  }
  if (!node.record) throw notDone(node, run);
  return Object.values(node.record.outputs)[0]!;
}

/** Every data set an address means: the output it names, or all there are. Throws as `chooseRows`. */
export function chooseAllRows(
  address: StepAddress,
  run: string,
): { readonly output: string; readonly digest: string }[] {
  const { node, output } = address;
  const outputs = Object.entries(node.record?.outputs ?? {});
  if (output === undefined && outputs.length > 1 && node.step?.produces !== 'model')
    return outputs.map(([name, digest]) => ({ output: name, digest }));
  const { digest } = chooseRows(address, run);
  return [{ output: output ?? outputs[0]![0], digest }];
}

/** Rows that a step put aside; undefined when there are none. */
export function chooseAside({ node }: StepAddress, run: string, which: Aside): ChosenRows | undefined {
  if (!node.record) throw notDone(node, run);
  const digest = node.record[which];
  return digest === undefined ? undefined : { digest, name: `${node.name}.${which}` };
}

function unknownNameOfMany(name: string, outputs: readonly string[]): LimbeckError {
  return new LimbeckError({
    code: 'unknown-output',
    message: `"${name}" has several outputs; none is named.`,
    hint: `Name one: ${outputs.map((output) => `${name}.${output}`).join(', ')}.`,
  });
}

function leavesModel(name: string, run: string): LimbeckError {
  return new LimbeckError({
    code: 'no-rows',
    message: `"${name}" leaves a model, not rows.`,
    hint: `\`limbeck trace ${run}/${name}\` says what it was trained on.`,
  });
}

function notDone({ name, view }: LineageNode, run: string): LimbeckError {
  const why =
    view?.state === 'skipped'
      ? `was skipped: ${view.skippedBecause ?? ''}`
      : `is not done: ${view?.state ?? 'waiting'}`;
  return new LimbeckError({
    code: 'step-not-done',
    message: `"${name}" of ${run} ${why}.`,
    hint: `Rows and models are there when their step is complete; \`limbeck status ${run}\` says where the run stands.`,
  });
}
