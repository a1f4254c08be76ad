import type { Actor, KnownPerson } from '../kernel/command.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Clock } from '../kernel/ladder.ts';
import type { PostId } from '../kernel/terms.ts';
import { countyPath, leadSeat, type Seat } from './posts.ts';
import type { HazardState, Matter } from './state.ts';
import type { Proposal, Rung } from './supervision.ts';

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
  const concerned = supervisedSeats(state, against).map(({ post }) => post);
  const others = confirmers.filter((post) => !concerned.includes(post));
  return others.length > 0 ? others : confirmers;
}

/**
 * Who may issue or decline a proposed act, from whose turn it is upwards. Since rules 3 the path goes on to 县委, so that
 * somebody is left whoever the act concerns.
 */
export function decidersOf(matter: Matter, { confirmers, at }: Proposal): readonly PostId[] {
  const turn = confirmers.slice(at);
  if (matter.terms.rules < 3) return turn;
  const county = countyPath(matter).map(({ post }) => post);
  const highest = Math.max(0, ...turn.map((post) => county.indexOf(post)));
  return [...turn, ...county.slice(highest + 1)];
}

/**
 * Whether somebody would decide on an act that is directed against themselves, whichever of their posts they act in, or
 * (null) lower the level that such acts made. Where nobody else is left they decide all the same.
 */
export function isSupervised(
  state: HazardState,
  who: { readonly actor: Actor; readonly known: KnownPerson | null },
  act: { readonly rung: Rung; readonly clock: Clock } | null,
): boolean {
  const own = seatsOf(who);
  if (act === null)
    return state.fired.some(
      (fired) => fired.withdrawnAt === null && isAgainst(state, own, supervisedSeats(state, fired)),
    );
  const proposal = state.proposals.find((one) => one.rung === act.rung && one.clock === act.clock);
  const fired = state.fired.findLast((one) => one.key === proposal?.key);
  if (proposal === undefined || fired === undefined) return false;
  const supervised = supervisedSeats(state, fired);
  const barred = [...own, ...supervised].map(({ post }) => post);
  const path = decidersOf(state, proposal);
  const { post } = who.actor;
  // What somebody is beside the post that they act in leaves it to those above: the highest is never barred by it.
  const others = supervised.some((seat) => seat.post === post) ? path : path.slice(path.indexOf(post) + 1);
  return isAgainst(state, own, supervised) && others.some((other) => !barred.includes(other));
}

/** Every seat that the register knew somebody in, the one that they act in among them. */
function seatsOf({ actor, known }: Parameters<typeof isSupervised>[1]): readonly Seat[] {
  return [{ post: actor.post, unit: actor.unit }, ...(known?.posts ?? [])];
}

/** An act concerns a whole bureau, whoever of it let the step lie; but in 安委办, above which everybody stands, the post alone. */
function isAgainst({ terms }: Matter, own: readonly Seat[], supervised: readonly Seat[]): boolean {
  return supervised.some(({ post, unit }) =>
    own.some((seat) => seat.post === post || (unit !== terms.county.officeUnit && seat.unit === unit)),
  );
}

/** S is held against whoever held the step when the rung fell due, T against the principal of the supervising unit. */
function supervisedSeats(state: HazardState, { clock, version, dueAt }: Against): readonly Seat[] {
  if (clock === 'T') return state.lead === null ? [] : [leadSeat(state, 3)];
  const holders = state.steps.find((step) => step.version === version)?.holders ?? [];
  return holders.filter((holder) => holder.since < dueAt);
}
