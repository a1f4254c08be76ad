import type { CountyPosts, PostId } from '../kernel/terms.ts';
import type { Involved, State, Subject } from './state.ts';

/** What recusal by post needs to know of a case. */
export interface Recusal {
  readonly involved: Involved;
  readonly subjects: readonly Pick<Subject, 'id' | 'kind' | 'post'>[];
}

/** Whether a post held the hazard, is a subject, or belongs to the subject's own unit. */
export function isPostInvolved(of: Recusal, post: PostId, county: CountyPosts): boolean {
  if (of.involved.posts.includes(post)) return true;
  const isOffice = [...officeDesks(county), county.officeDirector].includes(post);
  return of.subjects.some((s) => s.id === post || s.post === post || (isOffice && s.id === county.officeUnit));
}

/** 安委办's 经办人: the desk first. */
export function officeDesks(county: CountyPosts): readonly PostId[] {
  return [county.officeDesk, ...(county.otherDesks ?? [])];
}

/**
 * The posts of 安委办 that keep the case, without those recused: its first 经办人 that is not involved, then its 主任;
 * 县委 when all are (domain §2.15).
 */
export function keeperSeats(of: Recusal, county: CountyPosts): readonly [PostId, ...PostId[]] {
  const desk = officeDesks(county).find((post) => !isPostInvolved(of, post, county)) ?? county.officeDesk;
  return seats(of, county, [desk, county.officeDirector]);
}

/** Who drafts, in order of silence: those who keep the case, and above 安委办主任 the 分管副县长. */
export function drafterSeats(of: Recusal, county: CountyPosts): readonly PostId[] {
  const keepers = keeperSeats(of, county);
  const isAbove = keepers[0] !== county.partySecretary && !isPostInvolved(of, county.deputyHead, county);
  return isAbove ? [...keepers, county.deputyHead] : keepers;
}

/** The posts that may decide: 安委会主任 or 县委; 县委 alone where 党政同责 or the former is recused. */
export function deciderSeats(
  of: Recusal,
  county: CountyPosts,
  authority: 'committee' | 'party',
): readonly [PostId, ...PostId[]] {
  const [first, ...rest] = seats(of, county, authority === 'party' ? [] : [county.committeeHead]);
  return first === county.partySecretary ? [first] : [first, ...rest, county.partySecretary];
}

/** The posts that may hold the case whoever is away: who decides it, else 安委办, 分管副县长 and, above all, 县委. */
export function seatsIn(state: State, county: CountyPosts): readonly PostId[] {
  if (state.status === 'deciding') return deciderSeats(state, county, state.proposal.authority);
  return [...officeDesks(county), county.officeDirector, county.deputyHead, county.partySecretary];
}

/** 县委 is the last resort: its post is never passed over, though a person in it may still be recused. */
function seats(of: Recusal, county: CountyPosts, order: readonly PostId[]): readonly [PostId, ...PostId[]] {
  const [first, ...rest] = order.filter((post) => !isPostInvolved(of, post, county));
  return first === undefined ? [county.partySecretary] : [first, ...rest];
}
