/** What a problem is about, by its code: so that the corpus of broken recipes can be seen to cover all of it. */
const groups = {
  schema: `yaml-syntax yaml-braces yaml-aliases duplicate-key language-version not-a-recipe unknown-key key-missing
    not-built-yet wrong-type value-not-allowed value-out-of-range value-too-short value-too-long value-twice reference-form
    reference-place step-form input-form param-missing param-value param-default method-parameter recipe-has-inputs
    recipe-size matrix-value matrix-size loop-size review-place batch-place gate-place when-order engine-twice`,
  names: `bad-name name-taken unknown-name unknown-step unknown-param unknown-profile unknown-gpu-pool bad-use
    unknown-method unknown-input input-missing unknown-output cycle recipe-cycle matrix-reference matrix-combination
    matrix-which data-unused`,
  kinds: 'no-rows wrong-kind kinds-differ loop-carry',
  columns: 'unknown-column data-bad-row',
  CEL: 'expression',
  Liquid: 'template-syntax template-variable',
  models: `unknown-model model-unbound model-lacks-access batch-not-offered model-folder-missing model-folder-incomplete tokenizer-missing
    tokenizer-twice offline-teacher-address`,
  policies: `held-out-rows personal-data-unsaid personal-data-step licence-forbids terms-forbid budget-missing
    literal-secret`,
  files: `file-not-found file-is-folder file-empty not-utf8 no-project recipe-elsewhere schema-file data-format
    data-source-twice data-layout data-unreadable data-empty hub-revision hub-missing hub-refused hub-unreachable
    hub-corrupt`,
} as const;

export type ProblemGroup = keyof typeof groups;
export const problemGroups = Object.keys(groups) as readonly ProblemGroup[];

const byCode = new Map(
  Object.entries(groups).flatMap(([group, codes]) => codes.split(/\s+/).map((code) => [code, group as ProblemGroup])),
);

/** Undefined for a code that belongs to none. */
export function groupOf(code: string): ProblemGroup | undefined {
  return byCode.get(code);
}
