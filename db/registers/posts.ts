import { fault, type DraftFault } from '../../workflows/kernel/draft-fault.ts';
import { dayOf, type Day } from '../../workflows/kernel/instant.ts';
import type { Db, Queryable, Transaction } from '../client.ts';
import { holdingPromoted } from '../accounts/promotion.ts';
import { isAdministrators, isOutOfReach, leavesNobody } from './administrator-posts.ts';
import { lockAdministrators } from './administrators.ts';
import { isEnteredAs, isUnchanged, isUpsideDown, writeEntry, type Staffer, type Written } from './entry.ts';
import { fitsRank, fitsUnit, type PostRole, type UnitAsPlace } from './fitness.ts';
import { lockUnits, unitOf } from './unit.ts';

/** A post of a unit, as its row stands; days are inclusive. */
export interface Post {
  readonly id: string;
  readonly unit: string;
  readonly title: string;
  readonly rank: number;
  readonly role: PostRole;
  /** Its place among the posts that every ladder needs; never given or taken here. */
  readonly countyPost: string | null;
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

/** What may change of a post: whose it is stays. */
export type PostChanges = Partial<Pick<Post, 'title' | 'rank' | 'role' | 'validTo'>>;

/** Enters a post. The same by the same hand again is entered once (`taken` where the id is another's). */
export async function addPost(db: Db, asked: Omit<Post, 'countyPost'>, hand: Staffer): Promise<Written<Post>> {
  const post: Post = { ...asked, countyPost: null };
  return await writeEntry<Post>(db, 'posts', hand, async (sql) => {
    await lockUnits(sql);
    const { id, unit, title, rank, role, validFrom, validTo } = post;
    const known = await postOf(sql, id);
    if (known !== null)
      return (await isEnteredAs(sql, 'posts', post.id, post, hand)) ? { again: known } : { not: 'taken' };
    if (isOutOfReach(hand, role)) return { not: 'reach' };
    if (isUpsideDown(post, null, dayOf(hand.at))) return { not: 'period' };
    if ((await unitOf(sql, unit)) === null) return { not: 'unit' };
    const faults = await postFaults(sql, post, null);
    if (faults.length > 0) return { faults };
    await sql`
      insert into posts (id, unit, title, rank, role, valid_from, valid_to)
      values (${id}, ${unit}, ${title}, ${rank}, ${role}, ${validFrom}, ${validTo})`;
    return { before: null, after: post };
  });
}

/**
 * Changes a post, or ends it with a day (inclusive), or opens it again with null; whose post becomes high has their accounts held. What a role or a rank allows is never
 * changed by who holds the post (`own`). Posts of 三员 the system administrator does not change (`reach`), and one after
 * whose end there is nobody in that role does not end (`last`).
 */
export async function changePost(db: Db, id: string, changes: PostChanges, hand: Staffer): Promise<Written<Post>> {
  return await writeEntry<Post>(db, 'posts', hand, async (sql) => {
    await lockUnits(sql);
    await lockAdministrators(sql);
    const before = await postOf(sql, id);
    if (before === null) return { not: 'absent' };
    const after: Post = { ...before, ...changes };
    if (isUnchanged(before, after)) return { not: 'nothing' };
    if (isOutOfReach(hand, before.role)) return { not: 'reach' };
    if (isUpsideDown(after, before, dayOf(hand.at))) return { not: 'period' };
    const isOther = after.role !== before.role || after.rank !== before.rank;
    const people = isOther || after.validTo !== before.validTo ? await peopleIn(sql, id, dayOf(hand.at)) : [];
    if (isOther && people.includes(hand.by)) return { not: 'own' };
    const faults = await postFaults(sql, after, before);
    if (faults.length > 0) return { faults };
    const { title, rank, role, validTo } = after;
    if (validTo !== null && validTo !== before.validTo && (await leavesNobody(sql, role, validTo, { post: id })))
      return { not: 'last' };
    await holdingPromoted(sql, people, hand, async () => {
      await sql`
        update posts set title = ${title}, rank = ${rank}, role = ${role}, valid_to = ${validTo} where id = ${id}`;
    });
    return { before, after };
  });
}

async function postOf(sql: Queryable, id: string): Promise<Post | null> {
  const [post] = await sql<Post[]>`
    select id, unit, title, rank, role, county_post as "countyPost", valid_from as "validFrom", valid_to as "validTo"
    from posts where id = ${id}`;
  return post ?? null;
}

/** Who is in a post, or will be. */
async function peopleIn(sql: Transaction, post: string, day: Day): Promise<readonly string[]> {
  const held = await sql<{ person: string }[]>`
    select distinct person from tenures where post = ${post} and (valid_to is null or valid_to >= ${day})`;
  return held.map(({ person }) => person);
}

async function postFaults(sql: Transaction, post: Post, before: Post | null): Promise<readonly DraftFault[]> {
  const { rank, role, validFrom, validTo, countyPost } = post;
  const isOther = role !== before?.role || rank !== before.rank;
  const [place] = await sql<(UnitAsPlace & { from: Day; to: Day | null })[]>`
    select kind, valid_from as "from", valid_to as "to",
      exists (select 1 from posts where unit = u.id and county_post = 'dutyDesk') as "isDutyDesk"
    from units u where id = ${post.unit}`;
  if (place === undefined) return [];
  const faults: DraftFault[] = [];
  if (isOther && countyPost !== null) faults.push(fault('/role', 'CountyPost', '督办阶梯所用的岗位不能改变角色和层级'));
  // What is one of 三员 is made so from the beginning: whoever holds it was looked at as such.
  if (before !== null && isOther && (isAdministrators(before.role) || isAdministrators(role)))
    faults.push(fault('/role', 'AdministratorsPost', '三员岗位不能改变角色和层级，其他岗位也不能改为三员岗位'));
  if (isOther && !fitsUnit(role, place)) faults.push(fault('/role', 'RoleUnfit', '这类单位不能设这种角色的岗位'));
  if (isOther && !fitsRank(role, rank)) faults.push(fault('/rank', 'RankUnfit', '岗位层级与角色不符'));
  if (before === null && validFrom < place.from) faults.push(fault('/validFrom', 'BeforeUnit', '岗位不能早于单位设立'));
  if (validTo !== before?.validTo && place.to !== null && (validTo === null || validTo > place.to))
    faults.push(fault('/validTo', 'UnitEnded', `单位有效期止于 ${place.to}，岗位不能晚于该日`));
  return faults;
}
