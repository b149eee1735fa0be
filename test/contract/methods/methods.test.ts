import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { elicitMethods, evaluateMethods, refineMethods } from '../../../activities/methods.js';
import type { JsonSchema, MeasureMethod, Method, Metric } from '../../../src/core/method.js';
import type { MetricTraits } from '../../../src/core/metric.js';
import { takeBlock } from '../../../activities/runtime/rows/row-blocks.js';
import { shapeFault } from '../../../src/records/record-shape.js';
import { isRecordKind, RECORD_KINDS, type Row, type RowDraft } from '../../../src/core/record-kinds.js';
import { foldAcross, foldRows, withDefaults } from '../../support/fake-context.js';
import { repoRoot } from '../../support/source-tree.js';
import { caseOf } from './case-of.js';
import { emptySections } from './empty-sections.js';
import { runCase } from './run-case.js';

const lists: Readonly<Record<string, readonly Method[]>> = {
  elicit: elicitMethods,
  refine: refineMethods,
  evaluate: evaluateMethods,
};
const methods = Object.entries(lists).flatMap(([stage, items]) =>
  items.map((method) => ({ stage, method, use: `${stage}/${method.id}` })),
);

test.each(Object.entries(lists))('the list of %s is its folders', (stage, items) => {
  const folder = join(repoRoot, 'activities', stage);
  const folders = readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory());
  expect(items.map(({ id }) => id).toSorted()).toEqual(folders.toSorted());
});

test('every method has its case beside it', () => {
  expect(methods.filter(({ stage, method }) => !caseOf(stage, method.id)).map(({ use }) => `${use}/case.ts`)).toEqual(
    [],
  );
});

const withCase = methods.flatMap(({ stage, method, use }) => {
  const given = caseOf(stage, method.id);
  return given ? [{ stage, method, use, given }] : [];
});

describe.each(withCase)('$use', ({ stage, method, use, given }) => {
  const properties = method.params['properties'] as Readonly<Record<string, JsonSchema>>;

  test('its README says what it is, when to use it, its parameters, kinds, source and limits', () => {
    const file = join(repoRoot, 'activities', stage, method.id, 'README.md');
    expect(existsSync(file)).toBe(true);
    const text = readFileSync(file, 'utf8');
    const headings = Array.from(text.matchAll(/^#+ .*$/gm), ([line]) => line);
    expect(headings[0]).toBe(`# ${use}`);
    expect(headings).toEqual(
      expect.arrayContaining(['## When to use it', '## Parameters', '## Record kinds', '## Source', '## Limits']),
    );
    expect(emptySections(text)).toEqual([]);
    expect(Object.keys(properties).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  test('its parameters are a strict schema, every one described', () => {
    const ajv = new Ajv({ strict: true, keywords: ['x-limbeck', 'x-limbeck-variables'] });
    expect(() => ajv.compile(method.params)).not.toThrow();
    expect(openObjects(method.params)).toEqual([]);
    expect(undescribed(properties)).toEqual([]);
  });

  test('its traits make sense', () => {
    expect(method.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(Number.isInteger(method.version) && method.version >= 1).toBe(true);
    expect(method.summary).toMatch(/^[A-Z].{10,80}\.$/);
    expect(Object.keys(method.ports).length).toBeGreaterThan(0);
    for (const port of Object.values(method.ports)) {
      expect(port.description).toMatch(/\.$/);
      if (port.kinds !== 'any') expect(port.kinds.filter((kind) => !isRecordKind(kind))).toEqual([]);
    }
    expect(Object.values(method.ports)[0]!.optional).toBeUndefined();
    if (typeof method.produces === 'object' && method.produces !== null) {
      expect(Object.keys(method.ports)).toContain(method.produces.same);
    }
    for (const role of Object.keys(method.needs))
      expect(['model', 'models']).toContain(properties[role]?.['x-limbeck']);
    expect(method.shape === 'measure').toBe(stage === 'evaluate');
    expect((method.judges ?? []).filter((role) => method.needs[role] === undefined)).toEqual([]);
    if (method.shape === 'measure') expect(Object.keys(method.needs)).toContain(method.subjects ?? 'models');
  });

  test('its case has no problem and can be estimated', async () => {
    const params = withDefaults(method, given.with);
    const columns = Object.fromEntries(
      Object.entries(given.inputs).map(([port, rows]) => [port, Object.keys(rows[0]!).filter(isColumn)]),
    );
    expect(await (method.check?.(params, columns) ?? [])).toEqual([]);
    if (Object.keys(method.needs).length > 0) {
      const calls = method.estimate!(10, params).calls;
      expect(Number.isInteger(calls) && calls > 0).toBe(true);
    }
  });

  test('it yields records of its kind, with the columns it declares, and says why others went', async () => {
    const { rows, rejected, failed } = await runCase(method, given);
    expect(rows.length).toBeGreaterThan(0);
    expect(failed).toEqual([]);
    expect(rejected.filter(({ reason }) => !/^[a-z]+(-[a-z]+)*$/.test(reason))).toEqual([]);
    const kind = typeof method.produces === 'string' ? method.produces : given.kind;
    const required = method.shape === 'measure' ? measuredColumns(method) : requiredFields(kind, rows[0]!);
    const inputs = Object.fromEntries(
      Object.entries(given.inputs).map(([port, items]) => [port, Object.keys(items[0]!).filter(isColumn)]),
    );
    const declared = method.columns?.(inputs, withDefaults(method, given.with)) ?? [];
    if (method.shape !== 'measure' && isRecordKind(kind))
      expect(rows.map((row) => shapeFault(kind, asKept(kind, row))).filter((fault) => fault !== undefined)).toEqual([]);
    for (const row of rows) expect(Object.keys(row)).toEqual(expect.arrayContaining([...required, ...declared]));
    if (method.shape === 'measure') {
      const metrics = await foldRows(method, given.with, rows);
      const across = await foldAcross(method, given.with, { teacher: rows });
      const all = { ...metrics, ...across.metrics?.['teacher'] };
      expect(Object.keys(all).toSorted()).toEqual(Object.keys(method.metrics!).toSorted());
      for (const [name, metric] of Object.entries(all)) expect(strayOf(metric, method.metrics![name]!)).toEqual([]);
    }
  });

  test('what is new in its rows it says in `writes`', async () => {
    if (stage === 'elicit') expect(method.writes).not.toHaveLength(0);
    const known = new Set(Object.values(given.inputs).flatMap((rows) => rows.flatMap(questionsOf)));
    const { rows } = await runCase(method, given);
    const fresh = method.shape === 'measure' ? [] : rows.flatMap(questionsOf).filter((text) => !known.has(text));
    if (fresh.length > 0) expect(method.writes).toContain('questions');
  });

  test('rows and answers the same, records the same; its inputs are left as they were', async () => {
    const before = structuredClone(given.inputs);
    const once = await runCase(method, given);
    expect(await runCase(method, given)).toEqual(once);
    expect(given.inputs).toEqual(before);
  });
});

/** What of a record held-out sets are compared with. */
function questionsOf(row: RowDraft): readonly string[] {
  return ['prompt', 'text', 'query', 'task', 'messages']
    .filter((field) => row[field] !== undefined)
    .map((field) => JSON.stringify(row[field]));
}

function measuredColumns({ record = { prediction: 'prediction', verdict: 'correct', gold: 'gold' } }: MeasureMethod) {
  return Object.values(record);
}

/** What of a metric is not as its method says. */
function strayOf({ value, low, high, n }: Metric, { interval, range }: MetricTraits): string[] {
  const [least, most] = range ?? [null, null];
  const outside = [value, low ?? value, high ?? value].filter(
    (number) => !Number.isFinite(number) || number < (least ?? -Infinity) || number > (most ?? Infinity),
  );
  return [
    ...outside.map((number) => `${number} is outside of its range`),
    ...(interval === (low !== undefined && high !== undefined) ? [] : ['an interval that is not as said']),
    ...(Number.isInteger(n) && n > 0 ? [] : [`computed from ${n} rows`]),
  ];
}

function isColumn(name: string): boolean {
  return name !== 'id' && name !== 'parents';
}

function requiredFields(kind: string, row: RowDraft): readonly string[] {
  if (!isRecordKind(kind)) throw new Error(`No record kind is called ${kind}.`);
  const { required, optional } = RECORD_KINDS[kind];
  const byMessages = (optional as readonly string[]).includes('messages') && row['messages'] !== undefined;
  return byMessages ? required.filter((field) => field !== 'prompt') : required;
}

/** Objects of a schema that would take any key in silence; a schema-file parameter is free by nature. */
function openObjects(schema: unknown, path = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const node = schema as JsonSchema;
  if (node['x-limbeck'] === 'schema-file') return [];
  const own = node['type'] === 'object' && node['additionalProperties'] === undefined ? [path || '(root)'] : [];
  return [...own, ...Object.entries(node).flatMap(([key, value]) => openObjects(value, `${path}/${key}`))];
}

function undescribed(properties: Readonly<Record<string, JsonSchema>>, path = ''): string[] {
  return Object.entries(properties).flatMap(([name, schema]) => [
    ...(typeof schema['description'] === 'string' && schema['description'].endsWith('.') ? [] : [path + name]),
    ...undescribed((schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>, `${path}${name}.`),
  ]);
}

/** As the engine keeps it: bytes that a method yields lie beside the row. */
function asKept(kind: string, draft: RowDraft): Row {
  return takeBlock(kind, { id: 'r', parents: [], ...draft }, new Map());
}
