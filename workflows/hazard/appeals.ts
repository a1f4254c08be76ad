import type { Actor } from '../kernel/command.ts';
import type { Instant } from '../kernel/instant.ts';
import { leadSeat, seatAbove, type Seat } from './posts.ts';
import type { Appeal, Matter, Rejection } from './state.ts';

/** What an appeal makes of the rejection. Under rules 1 and 2 it was not kept who appealed. */
export function appealedBy({ terms, rejection, people, id }: Matter, { person, post }: Actor, at: Instant): Rejection {
  if (rejection === null) throw new Error(`no rejection was proposed in ${id}`);
  return terms.rules < 3 ? rejection : { ...rejection, appeal: { by: person, post, at, judges: people.rejecters } };
}

/**
 * Whose turn it is in a matter that was appealed: the unit's principal verifies, somebody above the principal decides on
 * another rejection, and after another appeal it goes on above those; never at the appellant's own post.
 */
export function seatAfterAppeal(matter: Matter, { post }: Appeal, step: 'verify' | 'rejection'): Seat {
  const appeals = matter.steps.filter(({ name }) => name === 'appeal').length;
  const seat = above(matter, leadSeat(matter, 3), 2 * (appeals - 1));
  const verifies = seat.post === post ? above(matter, seat, 1) : seat;
  return step === 'verify' ? verifies : above(matter, verifies, 1);
}

/** So many places above a seat, or the highest there is. */
function above(matter: Matter, seat: Seat, places: number): Seat {
  const next = places > 0 ? seatAbove(matter, seat) : null;
  return next === null ? seat : above(matter, next, places - 1);
}
