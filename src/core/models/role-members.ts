/** One of several models that a method's parameter names. */
export interface RoleMember {
  /** As the recipe calls the model. */
  readonly name: string;
  /** What the verbs of the context take as the role, to ask this one. */
  readonly role: string;
}

/** Names of parameters have no colon, and so none of them is taken for a member of another. */
export function memberOf(role: string, name: string): RoleMember {
  return { name, role: `${role}:${name}` };
}

/** The parameter, whether a member of it is meant or its only model. */
export function roleOf(address: string): string {
  return address.split(':', 1)[0]!;
}
