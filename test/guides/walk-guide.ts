import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '../support/source-tree.js';
import type { ScratchCheckout } from './scratch-checkout.js';

/** What a guide tells to do: a command of a `sh` block, or a file whose path stands after the block's language. */
type Instruction =
  | { readonly command: string; readonly fails: boolean }
  | { readonly path: string; readonly text: string };

export function instructionsOf(guide: string): readonly Instruction[] {
  const text = readFileSync(join(repoRoot, 'docs', 'guides', guide), 'utf8');
  return [...text.matchAll(/^```(\w+)(?: (\S+))?\n(.*?)^```$/gms)].flatMap(
    ([, language, path, body]): Instruction[] => {
      if (path !== undefined) return [{ path, text: body! }];
      if (language !== 'sh') return [];
      const commands = body!.split('\n').filter((line) => line.trim() !== '');
      return commands.map((line) => ({ command: line.replace(/\s+# fails$/, ''), fails: line.endsWith('# fails') }));
    },
  );
}

export interface Walked {
  readonly command: string;
  readonly seconds: number;
  readonly said: string;
}

/** Does it all, in order. Throws where a command ends otherwise than the guide says. */
export function walkGuide(guide: string, checkout: ScratchCheckout): readonly Walked[] {
  return instructionsOf(guide).flatMap((instruction) => {
    if ('path' in instruction) {
      checkout.write(instruction.path, instruction.text);
      return [];
    }
    const began = Date.now();
    const { code, said } = checkout.run(instruction.command);
    if ((code !== 0) !== instruction.fails)
      throw new Error(`docs/guides/${guide}: \`${instruction.command}\` ended with ${code}.\n${said.slice(-6000)}`);
    return [{ command: instruction.command, seconds: (Date.now() - began) / 1000, said }];
  });
}
