import { createFileRunStore } from '../../src/runs/file/file-run-store.js';

/** Run as a child: appends notes `<name> <n>` to a run, several at once. */
async function main(folder: string, run: string, name: string, count: number): Promise<void> {
  const store = createFileRunStore({ folder });
  await Promise.all(
    Array.from({ length: count }, (_, n) =>
      store.append(run, { type: 'note', level: 'info', message: `${name} ${n} ${'x'.repeat(n % 3000)}` }),
    ),
  );
}

void main(process.argv[2]!, process.argv[3]!, process.argv[4]!, Number(process.argv[5]));
