import type { Role } from '../../workflows/kernel/command.ts';
import { plusDays, type Day } from '../../workflows/kernel/instant.ts';
import type { Queryable } from '../client.ts';
import { hasAdministrator, type LeftOut } from './administrators.ts';
import { ADMINISTRATORS } from './fitness.ts';

/** Whether a role is that of one of 三员. */
export function isAdministrators(role: string | undefined): boolean {
  return ADMINISTRATORS.some((one) => one === role);
}

/** Whether somebody changes who is one of 三员, who may not: the system administrator would make up its own overseers. */
export function isOutOfReach(hand: { readonly role: Role }, role: string | undefined): boolean {
  return hand.role === 'admin' && isAdministrators(role);
}

/** The role of a post; undefined when there is none. */
export async function roleOfPost(sql: Queryable, post: string): Promise<string | undefined> {
  const [row] = await sql<{ role: string }[]>`select role from posts where id = ${post}`;
  return row?.role;
}

/**
 * Whether one of 三员 would be nobody after a day: on the next, or for good, once whoever is left out is gone. Where it is
 * nobody anyway, nothing is taken away.
 */
export async function leavesNobody(sql: Queryable, role: string, last: Day, leftOut: LeftOut): Promise<boolean> {
  if (!isAdministrators(role)) return false;
  for (const day of [plusDays(last, 1), FOR_GOOD])
    if ((await hasAdministrator(sql, role, day)) && !(await hasAdministrator(sql, role, day, leftOut))) return true;
  return false;
}

/** Only what has no end stands so long. */
const FOR_GOOD = '9999-12-31' as Day;
