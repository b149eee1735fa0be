import type { ParamProblem, WorkContext } from '../../../src/core/method.js';
import type { AskRequest, ModelReply } from '../../../src/core/models/model-request.js';
import { unusableReplyCode } from '../../../src/core/models/unusable-reply.js';
import { tallyVotes } from '../../kit/answers/tally-votes.js';
import { completionOf } from './completion.js';
import type { LabelParams } from './params.js';

export interface Elected {
  /** As the first teacher that gave it spelt it. */
  readonly completion: string;
  /** Share of all teachers that gave it. */
  readonly agreement: number;
  readonly replies: readonly ModelReply[];
}

/** All teachers are asked the same; undefined, and the row put aside, where too few of them agree. */
export async function electAnswer(request: AskRequest, ctx: WorkContext<LabelParams>): Promise<Elected | undefined> {
  const roles = ['model', ...ctx.models('voters').map(({ role }) => role)];
  const ballots = await Promise.all(roles.map((role) => askTeacher(role, request, ctx)));
  const cast = ballots.filter((ballot) => ballot !== undefined);
  const [first] = tallyVotes(cast, ({ completion }) => completion);
  const wanted = ctx.params.min_votes ?? Math.floor(roles.length / 2) + 1;
  if (!first || first.votes.length < wanted) {
    ctx.reject('no-agreement', { detail: `${first?.votes.length ?? 0} of ${roles.length} teachers` });
    return undefined;
  }
  return {
    completion: first.votes[0]!.completion,
    agreement: first.votes.length / roles.length,
    replies: first.votes.map(({ reply }) => reply),
  };
}

interface Ballot {
  readonly completion: string;
  readonly reply: ModelReply;
}

/** A teacher whose reply cannot be used, or is empty, does not vote. */
async function askTeacher(
  role: string,
  request: AskRequest,
  ctx: WorkContext<LabelParams>,
): Promise<Ballot | undefined> {
  try {
    const reply = await ctx.ask(role, request);
    const completion = completionOf(reply, ctx.params);
    return completion === '' ? undefined : { completion, reply };
  } catch (error) {
    unusableReplyCode(error);
    return undefined;
  }
}

export function voteProblems(voters: LabelParams['voters'], min_votes: number | undefined): readonly ParamProblem[] {
  if (min_votes === undefined) return [];
  if (!voters)
    return [{ path: ['min_votes'], message: 'One teacher alone has no votes to count.', hint: 'Name voters.' }];
  const teachers = voters.length + 1;
  if (min_votes <= teachers) return [];
  return [{ path: ['min_votes'], message: `${min_votes} votes can never be had of ${teachers} teachers.` }];
}
