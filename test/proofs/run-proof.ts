/** `npm run prove` lists the proofs; `npm run prove -- NAME ...` runs one. Exit code 1 when it did not hold. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { repoRoot } from '../support/source-tree.js';
import { loadProof, proofNames } from './list-proofs.js';
import { commitOf, describeMachine, renderResult } from './record-result.js';

async function list(): Promise<void> {
  const names = proofNames();
  const width = Math.max(...names.map((name) => name.length));
  console.log('npm run prove -- NAME [arguments], which writes docs/results/NAME.md:\n');
  for (const name of names) {
    const { about, usage } = await loadProof(name);
    console.log(`  ${name.padEnd(width)}  ${about}`);
    if (usage) console.log(`  ${' '.repeat(width)}  ${usage}`);
  }
}

async function prove(name: string, args: readonly string[]): Promise<boolean> {
  const proof = await loadProof(name);
  const before = { date: new Date().toISOString().slice(0, 10), commit: commitOf(repoRoot), load: loadavg()[0]! };
  const began = performance.now();
  const result = await proof.run(args);
  const seconds = (performance.now() - began) / 1_000;
  const text = renderResult(name, proof, result, { ...before, machine: describeMachine(), seconds, args });
  mkdirSync(join(repoRoot, 'docs', 'results'), { recursive: true });
  writeFileSync(join(repoRoot, 'docs', 'results', `${name}.md`), text);
  console.log(`\n${text}\nWritten to docs/results/${name}.md`);
  return result.held;
}

async function main([name, ...args]: readonly string[]): Promise<void> {
  if (name === undefined) return list();
  if (!proofNames().includes(name))
    throw new Error(`There is no proof "${name}"; there are ${proofNames().join(', ')}.`);
  process.exitCode = (await prove(name, args)) ? 0 : 1;
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
});
