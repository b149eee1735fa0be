import { meantModel } from '../../core/models/meant-model.js';
import { digestOf } from '../../core/digest.js';
import type { Path } from '../../recipe/yaml-source.js';
import { complain, projectPath, stepPath, type Compiling, type StepInput } from '../compiling.js';
import type { ExpandedStep } from '../expand/expanded-step.js';
import type { ResolvedWith } from '../resolve/resolve-with.js';
import type { StepTraits } from '../traits.js';

/**
 * Where a training compares tokens one by one, whatever it is given must cut text as its student does. What can be told from
 * files is told here; the trainer compares the tokenizers themselves before it begins.
 */
export async function checkTokenizers(
  compiling: Compiling,
  draft: ExpandedStep,
  { sameTokenizer, stage, id }: StepTraits,
  { inputs, resolved }: { readonly inputs: readonly StepInput[]; readonly resolved: ResolvedWith },
): Promise<void> {
  const student = resolved.models.find(({ role }) => role === 'student');
  if (!sameTokenizer || !resolved.modelsKnown || !student) return;
  const own = await findTokenizer(compiling, meantModel(student));
  const others: { readonly name: string; readonly at: Path }[] = [
    ...resolved.models.flatMap((ref) =>
      ref === student ? [] : [{ name: meantModel(ref), at: stepPath(draft, 'with', ref.role) }],
    ),
    ...inputs.flatMap(({ flow }) => [...(flow?.tokensOf ?? [])].map((name) => ({ name, at: stepPath(draft, 'from') }))),
  ];
  for (const { name, at } of others) {
    const theirs = await findTokenizer(compiling, name);
    if (!own || !theirs || own.form !== theirs.form || own.digest === theirs.digest) continue;
    complain(compiling, compiling.draft.source.place(at), {
      code: 'tokenizers-differ',
      message: `${stage}/${id} compares tokens one by one, and "${name}" has another tokenizer than "${meantModel(student)}".`,
      hint: "Give the student that one's tokenizer, take another model, or train on its replies with distill/sft.",
    });
  }
}

/** Two of one form can be compared: trained on the same files to the same size, or read from a file. */
interface FoundTokenizer {
  readonly form: 'trained' | 'file';
  readonly digest: string;
}

/** Of a model of the recipe, or of what a training leaves: its student's. Undefined where there is no telling. */
async function findTokenizer(compiling: Compiling, name: string): Promise<FoundTokenizer | undefined> {
  const student = compiling.steps.get(name)?.models.find(({ role }) => role === 'student');
  if (student) return findTokenizer(compiling, meantModel(student));
  const model = compiling.models.get(name);
  const trained = model?.identity['tokenizer'];
  if (trained !== undefined) return { form: 'trained', digest: digestOf(trained) };
  if (model?.path === undefined) return undefined;
  const file = `${projectPath(compiling, model.path).absolute}/tokenizer.json`;
  if ((await compiling.files.kind(file)) !== 'file') return undefined;
  try {
    const parts = JSON.parse(Buffer.from(await compiling.files.read(file)).toString('utf8')) as Record<string, unknown>;
    // How a tokenizer happens to be called, not what it makes of a text (student/identity.py).
    const { version: _version, truncation: _truncation, padding: _padding, ...meaning } = parts;
    return { form: 'file', digest: digestOf(meaning) };
  } catch {
    return undefined;
  }
}
