import type { Queryable, Transaction } from '../client.ts';
import type { Day } from '../../workflows/kernel/instant.ts';
import { ADMINISTRATORS } from './fitness.ts';
import { oneAtATime } from './write.ts';
import { validOn } from '../valid-on.ts';

/** Makes those wait for each other who could make somebody two administrators, or leave one of 三员 nobody. */
export async function lockAdministrators(sql: Transaction): Promise<void> {
  await oneAtATime(sql, 'tenures', 'administrators');
}

/**
 * Whether in any days of a tenure its person would be one of 三员 (系统、安全、审计管理员, GB/T 22239 三权分立) and hold a post of
 * another role as well, be it of another of them or one that works on matters; posts that have ended count, since they may
 * be opened again.
 */
export async function wouldHoldTwo(
  sql: Queryable,
  tenure: {
    readonly post: string;
    readonly person: string;
    readonly validFrom: string;
    readonly validTo: string | null;
  },
): Promise<boolean> {
  const { post, person, validFrom, validTo } = tenure;
  const two = await sql`
    select 1 from tenures t join posts o on o.id = t.post join posts n on n.id = ${post}
    where t.person = ${person} and o.role <> n.role
      and (o.role = any(${[...ADMINISTRATORS]}) or n.role = any(${[...ADMINISTRATORS]}))
      and t.valid_from <= ${validTo ?? 'infinity'} and (t.valid_to is null or t.valid_to >= ${validFrom}) limit 1`;
  return two.length > 0;
}

/** Whoever is left out when somebody asks whether one of 三员 remains. */
export interface LeftOut {
  readonly username?: string;
  readonly post?: string;
  /** With `post`: in this post only they. */
  readonly person?: string;
}

/** Whether somebody can sign in as an administrator of a role on a day: an account that is neither disabled nor held. */
export async function hasAdministrator(
  sql: Queryable,
  role: string,
  day: Day,
  { username, post, person }: LeftOut = {},
): Promise<boolean> {
  const found = await sql`
    select 1 from accounts a join posts o on o.id = a.post join tenures t on t.post = o.id and t.person = a.person
    where o.role = ${role} and not a.disabled and a.released_at is not null
      and ${validOn(sql, day, 'o')} and ${validOn(sql, day, 't')} and a.username <> ${username ?? ''}
      and not (o.id = ${post ?? ''} and (${person ?? null}::text is null or a.person = ${person ?? ''})) limit 1`;
  return found.length > 0;
}
