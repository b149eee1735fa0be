import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ReportTraining, ReportVersion } from '../../../schemas/generated/report.js';

/** Version of the Limbeck that runs this line; works from source and from dist alike. */
export function limbeckVersion(): string {
  return packageVersion((name) => name === 'limbeck') ?? 'unknown';
}

/** Limbeck, Node, Temporal's SDK, what the caller knows, then the trainer's libraries. */
export function listVersions(
  trainings: readonly ReportTraining[],
  known: Readonly<Record<string, string>> = {},
): ReportVersion[] {
  const sdk = installedVersion('@temporalio/worker');
  const fixed = [
    { name: 'limbeck', version: limbeckVersion() },
    { name: 'node', version: process.versions.node },
    ...(sdk === undefined ? [] : [{ name: 'temporal-sdk', version: sdk }]),
    ...Object.entries(known).map(([name, version]) => ({ name, version })),
  ];
  const libraries = new Map<string, Set<string>>();
  for (const { versions } of trainings)
    for (const [name, version] of Object.entries(versions))
      libraries.set(name, (libraries.get(name) ?? new Set()).add(version));
  const trained = [...libraries].map(([name, versions]) => ({ name, version: [...versions].join(', ') }));
  return [...fixed, ...trained];
}

function packageVersion(isIt: (name: unknown) => boolean): string | undefined {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const found = readPackage(join(folder, 'package.json'));
    if (found && isIt(found.name)) return String(found.version);
    if (folder === dirname(folder)) return undefined;
  }
}

function installedVersion(name: string): string | undefined {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const found = readPackage(join(folder, 'node_modules', name, 'package.json'));
    if (found) return String(found.version);
    if (folder === dirname(folder)) return undefined;
  }
}

function readPackage(file: string): { name?: unknown; version?: unknown } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown; version?: unknown };
  } catch {
    return undefined;
  }
}
