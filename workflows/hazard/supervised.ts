import type { Instant } from '../kernel/instant.ts';
import type { Clock } from '../kernel/ladder.ts';
import type { PostId } from '../kernel/terms.ts';
import { leadSeat } from './posts.ts';
import type { HazardState } from './state.ts';
import type { Rung } from './supervision.ts';

/** Which rung, on which version of which clock, by when it fell due. */
interface Against {
  readonly clock: Clock;
  readonly version: number;
  readonly dueAt: Instant;
}

/**
 * Of those who may issue an act of supervision the ones against whom it is not directed; all of them where nobody else
 * is left, and in matters under older rules.
 */
export function unconcerned(state: HazardState, confirmers: readonly PostId[], against: Against): readonly PostId[] {
  if (state.terms.rules < 3) return confirmers;
  const concerned = supervisedPosts(state, against);
  const others = confirmers.filter((post) => !concerned.includes(post));
  return others.length > 0 ? others : confirmers;
}

/** Whether a post would decide on an act that is directed against itself, or (null) lower the level that such acts made. */
export function isSupervised(
  state: HazardState,
  post: PostId,
  act: { readonly rung: Rung; readonly clock: Clock } | null,
): boolean {
  if (act === null)
    return state.fired.some((fired) => fired.withdrawnAt === null && supervisedPosts(state, fired).includes(post));
  const proposal = state.proposals.find((one) => one.rung === act.rung && one.clock === act.clock);
  const fired = state.fired.findLast((one) => one.key === proposal?.key);
  if (proposal === undefined || fired === undefined) return false;
  return !unconcerned(state, proposal.confirmers.slice(proposal.at), fired).includes(post);
}

/** S is held against whoever held the step when the rung fell due, T against the principal of the supervising unit. */
function supervisedPosts(state: HazardState, { clock, version, dueAt }: Against): readonly PostId[] {
  if (clock === 'T') return state.lead === null ? [] : [leadSeat(state, 3).post];
  const holders = state.steps.find((step) => step.version === version)?.holders ?? [];
  return holders.filter((holder) => holder.since < dueAt).map((holder) => holder.post);
}
