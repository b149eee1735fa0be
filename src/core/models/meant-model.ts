/**
 * What a plan's reference to a model leads to: a name in the plan's `models`, or the step that makes it. `name` is only
 * how the recipe calls it where it is asked; metrics and parts go by that.
 */
export function meantModel({ name, of }: { readonly name: string; readonly of?: string | undefined }): string {
  return of ?? name;
}
