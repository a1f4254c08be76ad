import type { CountyPosts, PostId } from '../kernel/terms.ts';
import type { Involved, Subject } from './state.ts';

/** What recusal by post needs to know of a case. */
export interface Recusal {
  readonly involved: Involved;
  readonly subjects: readonly Pick<Subject, 'id' | 'kind' | 'post'>[];
}

/** Whether a post held the hazard, is a subject, or belongs to the subject's own unit. */
export function isPostInvolved(of: Recusal, post: PostId, county: CountyPosts): boolean {
  if (of.involved.posts.includes(post)) return true;
  const isOffice = post === county.officeDesk || post === county.officeDirector;
  return of.subjects.some((s) => s.id === post || s.post === post || (isOffice && s.id === county.officeUnit));
}

/** The posts that may keep the case, in order of silence, without those recused; 县委 when all are (domain §2.15). */
export function keeperSeats(of: Recusal, county: CountyPosts): readonly [PostId, ...PostId[]] {
  return seats(of, county, [county.officeDesk, county.officeDirector]);
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

/** 县委 is the last resort: its post is never passed over, though a person in it may still be recused. */
function seats(of: Recusal, county: CountyPosts, order: readonly PostId[]): readonly [PostId, ...PostId[]] {
  const [first, ...rest] = order.filter((post) => !isPostInvolved(of, post, county));
  return first === undefined ? [county.partySecretary] : [first, ...rest];
}
