import type { Instant } from '../kernel/instant.ts';
import { postAt, type PostId, type UnitId } from '../kernel/terms.ts';
import type { Matter } from './state.ts';
import { currentStep } from './running.ts';

/** A post and the unit that it stands in. County posts above the units stand with 安委办. */
export interface Seat {
  readonly post: PostId;
  readonly unit: UnitId;
}

/** The post of a rank in a unit's chain; a unit without such a post is answered for by 安委办. */
export function seatIn(matter: Matter, unit: UnitId | null, rank: 1 | 2 | 3): Seat {
  const chain = unit === null ? undefined : matter.chains[unit];
  const post = chain === undefined ? null : postAt(chain, rank);
  if (unit !== null && post !== null) return { post, unit };
  const county = matter.terms.county;
  const office = [county.officeDesk, county.officeDirector, county.deputyHead] as const;
  return { post: office[rank - 1] ?? county.officeDesk, unit: county.officeUnit };
}

/** The post of a rank in the supervising unit; 安委办's while no jurisdiction is known. */
export function leadSeat(matter: Matter, rank: 1 | 2 | 3): Seat {
  return seatIn(matter, matter.lead, rank);
}

/** The county's posts from 安委办 upwards: who takes over from whom. */
export function countyPath(matter: Matter): readonly Seat[] {
  const { officeDesk, officeDirector, deputyHead, committeeHead, partySecretary, officeUnit } = matter.terms.county;
  return [officeDesk, officeDirector, deputyHead, committeeHead, partySecretary].map((post) => ({
    post,
    unit: officeUnit,
  }));
}

/** Who comes after a seat when it stays silent: the next rank of its own chain, then 安委办主任 upwards; null at the top. */
export function seatAbove(matter: Matter, holder: Seat): Seat | null {
  const seat = placeOf(matter, holder);
  const ranks = matter.chains[seat.unit]?.ranks ?? {};
  const own = ([1, 2, 3] as const).flatMap((rank) => ranks[rank] ?? []);
  const above = own.slice(own.indexOf(seat.post) + 1).find((post) => post !== seat.post);
  const county = countyPath(matter);
  const at = county.findIndex((c) => c.post === seat.post);
  if (at >= 0) return county[at + 1] ?? null;
  if (own.includes(seat.post) && above !== undefined) return { post: above, unit: seat.unit };
  return county[1] ?? null;
}

/** Who takes a step over: 安委办, or who stands above it when it held the step itself; null at the top. */
export function seatTakingOver(matter: Matter, holder: Seat): Seat | null {
  const seat = placeOf(matter, holder);
  const county = countyPath(matter);
  const at = county.findIndex((c) => c.post === seat.post);
  return county[at + 1] ?? null;
}

/** Whoever stands in for a holder who is away stands where that one stood: silence goes on from there. */
function placeOf(matter: Matter, seat: Seat): Seat {
  const { holders } = currentStep(matter);
  if (holders.at(-1)?.post !== seat.post) return seat;
  for (let at = holders.length - 1; at > 0; at -= 1) {
    const holder = holders[at];
    const stoodIn = holder?.why === 'vacant' || holder?.why === 'leave';
    if (holder === undefined || !stoodIn || hasPlace(matter, holder)) return holder ?? seat;
  }
  return holders[0] ?? seat;
}

function hasPlace(matter: Matter, { post, unit }: Seat): boolean {
  const own = Object.values(matter.chains[unit]?.ranks ?? {});
  return own.includes(post) || countyPath(matter).some((county) => county.post === post);
}

/** Who holds the matter; null only once it has ended. */
export function holderOf(matter: Matter): Seat | null {
  return currentStep(matter).holders.at(-1) ?? null;
}

/** Who holds an open matter. */
export function currentSeat(matter: Matter): Seat {
  const holder = holderOf(matter);
  if (holder === null) throw new Error(`nobody holds ${matter.id}`);
  return holder;
}

/**
 * Who held the matter when a command was received: a wake at that very instant comes after it. What was received
 * before the running step began was meant for the step that time ended.
 */
export function holderAsOf(matter: Matter, at: Instant): Seat | null {
  const lapse = matter.lapses.find((l) => at <= l.at);
  const step = lapse === undefined ? currentStep(matter) : matter.steps[lapse.step];
  const then = step?.holders.filter((holder, i) => i === 0 || holder.since < at);
  return then?.at(-1) ?? null;
}

/** Posts of the county by the names that ladder rows use. */
export function countyPost(matter: Matter, name: string): PostId | null {
  const { officeDesk, officeDirector, deputyHead, committeeHead, partySecretary, inspectorate } = matter.terms.county;
  const posts: Readonly<Record<string, PostId>> = {
    officeDesk,
    officeDirector,
    deputyHead,
    committeeHead,
    partySecretary,
    inspectorate,
  };
  return posts[name] ?? null;
}
