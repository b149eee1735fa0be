import type { JsonValue } from '../canonical-json.js';
import { LimbeckError } from '../errors.js';
import type { Access, ModelVerbs } from '../method.js';
import type { AskRequest } from './model-request.js';
import { accessFor, VERB_OF_KIND } from './verb-access.js';
import { roleOf } from './role-members.js';
import type { AnyReply, ModelRequest, ReplyTo } from './verb-request.js';

/** Asks for a reply of the request's kind. */
export type AskAny = (role: string, request: ModelRequest) => Promise<AnyReply>;

/** The verbs of a method's context over one way of asking: the engine's, or a test's. */
export function modelVerbs(askAny: AskAny, needsOf: (role: string) => readonly Access[]): ModelVerbs {
  const ask = <Request extends ModelRequest>(role: string, request: Request): Promise<ReplyTo<Request>> => {
    // Chats are as old as methods are, and go without asking.
    if (request.kind !== undefined && !needsOf(roleOf(role)).includes(accessFor(request)))
      return Promise.reject(verbNotNeeded(role, request));
    // The kind of a request decides what its reply is.
    return askAny(role, request) as Promise<ReplyTo<Request>>;
  };
  return {
    ask,
    async askFor<Value>(
      role: string,
      request: Omit<AskRequest, 'reply'>,
      schema: Record<string, unknown>,
      attempts?: number,
    ) {
      const form = { schema, ...(attempts === undefined ? {} : { attempts }) };
      const reply = await ask(role, { ...request, reply: form });
      // Checked against the schema, which its author wrote for this type.
      return { ...reply, typed: reply.value as JsonValue & Value };
    },
    complete: (role, request) => ask(role, { ...request, kind: 'completion' }),
    logits: (role, request) => ask(role, { ...request, kind: 'logits' }),
    score: (role, request) => ask(role, { ...request, kind: 'score' }),
    embed: (role, { texts }) => Promise.all(texts.map((text) => ask(role, { kind: 'embedding', text }))),
    classify: (role, { texts }) => Promise.all(texts.map((text) => ask(role, { kind: 'classification', text }))),
  };
}

function verbNotNeeded(role: string, request: ModelRequest): LimbeckError {
  const access = accessFor(request);
  return new LimbeckError({
    code: 'method-failed',
    message: `The method calls ctx.${VERB_OF_KIND[request.kind ?? 'chat']}("${role}", ...), but its \`needs\` does not list ${access} for "${role}".`,
    hint: 'This is a defect of the method: what it asks of a model must be known before a run begins.',
  });
}
