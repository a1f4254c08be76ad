import type { CountyPosts, PostId } from '../kernel/terms.ts';
import type { State } from './state.ts';

/** What decides whose turn it is. */
export type Seated = Pick<State, 'status' | 'chain' | 'subject'> & { readonly terms: { readonly county: CountyPosts } };

/** Statuses in which 安委办 holds the tip: it takes tips in, and keeps the reward. */
const OFFICE_HOLDS: readonly State['status'][] = ['received', 'answered'];

/**
 * Who holds the tip in its status, in the order of silence: each next is the superior of the one before. Posts of the
 * subject's own unit are left out; the 县委 post is the last resort.
 */
export function pathOf(state: Seated): readonly [PostId, ...PostId[]] {
  const { county } = state.terms;
  const [first, ...rest] = [...new Set(posts(state))];
  return first === undefined ? [county.partySecretary] : [first, ...rest];
}

function posts({ status, chain, subject, terms: { county } }: Seated): readonly PostId[] {
  const office = (...seats: readonly PostId[]): readonly PostId[] => (subject === county.officeUnit ? [] : seats);
  if (status === 'rewarding') return [...office(county.officeDirector), county.deputyHead, county.committeeHead];
  if (OFFICE_HOLDS.includes(status) || chain === null || chain.unit === county.officeUnit)
    return [...office(county.officeDesk, county.officeDirector), county.deputyHead];
  const own = ([1, 2, 3] as const).flatMap((rank) => chain.ranks[rank] ?? []);
  return [...own, ...office(county.officeDirector), county.deputyHead];
}

/** Who comes after the holder; null when nobody does, so that only reminding is left. */
export function superiorOf(state: Seated, holder: PostId): PostId | null {
  const path = pathOf(state);
  const at = path.indexOf(holder);
  // Another 经办人 stands in for the first; whoever else stands in has nobody above.
  const place = at >= 0 ? at : officeDesks(state.terms.county).includes(holder) ? 0 : path.length;
  return path[place + 1] ?? null;
}

/** Whether a post may hold the tip when whoever held it is away: of the path, another 经办人, or a leader of the county. */
export function maySit(state: Seated, post: PostId): boolean {
  const { county } = state.terms;
  const path = pathOf(state);
  const desks = path.includes(county.officeDesk) ? officeDesks(county) : [];
  const leaders = [county.deputyHead, county.committeeHead, county.partySecretary];
  return [...path, ...desks, ...leaders].includes(post);
}

/** 安委办's 经办人: the desk that takes tips in first. */
export function officeDesks(county: CountyPosts): readonly PostId[] {
  return [county.officeDesk, ...(county.otherDesks ?? [])];
}
