import { readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** The product's sources as a graph of imports, read from the text itself. */
export const repoRoot = join(__dirname, '..', '..');

export interface Import {
  /** As written: './x.js', 'yaml'. */
  readonly specifier: string;
  /** Repository-relative source file for a relative import. */
  readonly target?: string;
  readonly typeOnly: boolean;
  readonly dynamic: boolean;
}

export interface SourceFile {
  /** Repository-relative, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

const skipped = new Set([
  'node_modules',
  'dist',
  '.git',
  '.limbeck',
  'coverage',
  '__pycache__',
  '.venv',
  '.pytest_cache',
  '.ruff_cache',
]);

export function listFiles(folder: string, keep: (path: string) => boolean): string[] {
  const found: string[] = [];
  const visit = (directory: string): void => {
    for (const name of readdirSync(directory).toSorted()) {
      if (skipped.has(name)) continue;
      const path = join(directory, name);
      if (statSync(path).isDirectory()) visit(path);
      else if (keep(path)) found.push(relative(repoRoot, path).split(sep).join('/'));
    }
  };
  visit(join(repoRoot, folder));
  return found;
}

const statement = /(?:^|\n)\s*(import|export)\s+(type\s+)?([^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/g;
const dynamicImport = /\b(?:import|require)\(\s*['"]([^'"]+)['"]\s*\)/g;

function resolveTarget(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const path = join(dirname(from), specifier).split(sep).join('/');
  return path.endsWith('.js') ? `${path.slice(0, -3)}.ts` : path;
}

export function readSource(path: string): SourceFile {
  const text = readFileSync(join(repoRoot, path), 'utf8');
  const imports: Import[] = [];
  const add = (specifier: string, typeOnly: boolean, dynamic: boolean): void => {
    const target = resolveTarget(path, specifier);
    imports.push({ specifier, typeOnly, dynamic, ...(target ? { target } : {}) });
  };
  for (const match of text.matchAll(statement)) add(match[4]!, match[2] !== undefined, false);
  for (const match of text.matchAll(dynamicImport)) add(match[1]!, false, true);
  return { path, text, imports };
}

/** TypeScript sources of the product (tests, and the cases of methods that they run, left out). */
export function productSources(): SourceFile[] {
  const isProduct = (path: string): boolean => path.endsWith('.ts') && !/(\.test|\/case)\.ts$/.test(path);
  return ['src', 'workflows', 'activities'].flatMap((folder) => listFiles(folder, isProduct)).map(readSource);
}
