import type { CountyPosts, PostId } from '../kernel/terms.ts';
import { reportedIn } from './reported.ts';
import type { Reported, State } from './state.ts';

/** What decides whose turn it is. */
export type Seated = Pick<State, 'status' | 'chain' | 'subject' | 'subjectKind' | 'firstNamed'> & {
  readonly terms: { readonly county: CountyPosts };
};

/** Statuses in which 安委办 holds the tip: it takes tips in, and keeps the reward. */
const OFFICE_HOLDS: readonly State['status'][] = ['received', 'answered', 'settled'];

/**
 * Who holds the tip in its status, in the order of silence: each next is the superior of the one before. Posts of the
 * subject's own unit are left out; where it is the county's government, the 县委 post stands above the rest.
 */
export function pathOf(state: Seated): readonly [PostId, ...PostId[]] {
  const { county } = state.terms;
  const top = reportedIn(state).some(({ kind }) => kind === 'county') ? [county.partySecretary] : [];
  const [first = county.partySecretary, ...rest] = unreported(state, [...posts(state), ...top]);
  return [first, ...rest];
}

function posts({ status, chain, terms: { county } }: Seated): readonly PostId[] {
  if (status === 'rewarding') return [county.officeDirector, county.deputyHead, county.committeeHead];
  if (OFFICE_HOLDS.includes(status) || chain === null || chain.unit === county.officeUnit)
    return [county.officeDesk, county.officeDirector, county.deputyHead];
  // The county's government has no posts of its own ranks: its leaders answer for it.
  if (chain.kind === 'county') return [county.deputyHead, county.committeeHead];
  const own = ([1, 2, 3] as const).flatMap((rank) => chain.ranks[rank] ?? []);
  return [...own, county.officeDirector, county.deputyHead];
}

/** Whether a county post is of a unit that is reported; of the county's government also where a body of it is. */
export function isOfSubject(state: Seated, post: PostId): boolean {
  return reportedIn(state).some((reported) => isPostOf(state.terms.county, reported, post));
}

function isPostOf(county: CountyPosts, { unit, kind }: Reported, post: PostId): boolean {
  if (unit === county.officeUnit) return [...officeDesks(county), county.officeDirector].includes(post);
  if (kind === 'county') return [county.deputyHead, county.committeeHead].includes(post);
  if (kind === 'committee') return post === county.partySecretary;
  return kind === 'supervision' && post === county.inspectorate;
}

function unreported(state: Seated, list: readonly PostId[]): readonly PostId[] {
  return [...new Set(list)].filter((post) => !isOfSubject(state, post));
}

/** The path and the county's leaders above it: who stands over whom. */
function ladderOf(state: Seated): readonly PostId[] {
  const { deputyHead, committeeHead, partySecretary } = state.terms.county;
  return unreported(state, [...pathOf(state), deputyHead, committeeHead, partySecretary]);
}

/** Where a post stands that holds the tip from now on: its own place, or that of the one for whom it stands in. */
export function placeOf(state: Seated, post: PostId, before: PostId): PostId {
  return ladderOf(state).includes(post) ? post : before;
}

/** Who comes after a place of the path; null when nobody does, so that only reminding is left. */
export function superiorOf(state: Seated, place: PostId): PostId | null {
  const path = pathOf(state);
  const at = path.indexOf(place);
  return at < 0 ? null : (path[at + 1] ?? null);
}

/** Whether a post stands above a place: further up the path, or among the county's leaders over it. */
export function isAbove(state: Seated, post: PostId, place: PostId): boolean {
  const ladder = ladderOf(state);
  return ladder.indexOf(post) > ladder.indexOf(place);
}

/** Who holds the tip when it turns out that its place is of the subject: whoever stands above it and is not. */
export function reseated(before: Seated, after: Seated, place: PostId): PostId {
  const above = ladderOf(before).slice(ladderOf(before).indexOf(place));
  return above.find((post) => !isOfSubject(after, post)) ?? pathOf(after)[0];
}

/** Whether a post may hold the tip when whoever held it is away: of the path, another 经办人, or a leader of the county. */
export function maySit(state: Seated, post: PostId): boolean {
  const { county } = state.terms;
  const desks = pathOf(state).includes(county.officeDesk) ? unreported(state, officeDesks(county)) : [];
  return [...ladderOf(state), ...desks].includes(post);
}

/** 安委办's 经办人: the desk that takes tips in first, and the others. */
export function officeDesks(county: CountyPosts): readonly PostId[] {
  return [county.officeDesk, ...(county.otherDesks ?? [])];
}
