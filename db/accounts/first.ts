import type { Role } from '../../workflows/kernel/command.ts';
import { dayOf, type Instant } from '../../workflows/kernel/instant.ts';
import { asJson, type Db, type Transaction } from '../client.ts';
import { lockAdministrators } from '../registers/administrators.ts';
import { entering, type Columns } from '../registers/standing.ts';
import { keepVersions, type Version } from '../registers/versions.ts';
import { appendTrailAll, type TrailEntry } from '../trail.ts';
import { oneTimePassword } from './one-time.ts';

/** Who is to be one of the three administrators, under which name. */
export interface Named {
  readonly name: string;
  readonly username: string;
}

/** An account that was made, with the password that is shown once, here. */
export interface First extends Named {
  readonly title: string;
  readonly password: string;
}

interface Seat {
  readonly post: string;
  readonly unit: string;
  readonly role: Role;
  readonly rank: number;
  readonly title: string;
}

/** A seat with who is to sit on it. */
interface Taken extends Seat, Named {
  readonly person: string;
  readonly password: string;
  readonly hash: string;
}

/** 系统、安全、审计管理员, in the order in which they are named. */
export const SEATS = [
  { post: 'p-admin', unit: 'u-xinxi', role: 'admin', rank: 0, title: '系统管理员' },
  { post: 'p-anquan-gly', unit: 'u-xinxi', role: 'security', rank: 0, title: '安全管理员' },
  { post: 'p-shenji-gly', unit: 'u-shenji', role: 'auditor', rank: 1, title: '审计管理员' },
] as const satisfies readonly Seat[];

/** Where they sit at first; what these are called is changed in the register. */
const UNITS = [
  { id: 'u-xinxi', kind: 'county', name: '信息化管理部门', short_name: '信息化' },
  { id: 'u-shenji', kind: 'audit', name: '审计部门', short_name: '审计' },
];

/**
 * Makes the three administrators of a county that has nobody yet, each with a one-time password; the rest they enter
 * themselves. Null, and nothing is done, when there is any account or any unit.
 */
export async function makeFirst(
  db: Db,
  [admin, security, auditor]: readonly [Named, Named, Named],
  at: Instant,
): Promise<readonly First[] | null> {
  const [one, two, three] = SEATS;
  const seats = await Promise.all([taken(one, admin), taken(two, security), taken(three, auditor)]);
  const isMade = await db.sql.begin(async (sql) => {
    await lockAdministrators(sql);
    const any = await sql`select 1 from accounts union all select 1 from units limit 1`;
    if (any.length > 0) return false;
    const versions = await enterSeats(sql, seats, at);
    // Without the passwords: what a server is asked may stand in its log.
    const kept = seats.map(({ username, person, post, hash }) => ({ username, person, post, hash }));
    await sql`
      insert into accounts (username, person, post, password_hash, must_change, password_set_at, created_by, created_at)
      select username, person, post, hash, true, ${at}, 'system', ${at}
      from jsonb_to_recordset(${asJson(sql, kept)}) as seat (username text, person text, post text, hash text)`;
    await keepVersions(sql, versions);
    const told = seats.map((seat) => accountMade(seat, at));
    await appendTrailAll({ sql }, told);
    return true;
  });
  return isMade ? seats.map(({ name, username, title, password }) => ({ name, username, title, password })) : null;
}

async function taken(seat: Seat, { name, username }: Named): Promise<Taken> {
  return { ...seat, name, username, person: `per-${username}`, ...(await oneTimePassword()) };
}

/** Enters units, posts, people and who is in which post; answers the changes to keep. */
async function enterSeats(sql: Transaction, seats: readonly Taken[], at: Instant): Promise<readonly Version[]> {
  const since = dayOf(at);
  const rows = asJson(
    sql,
    seats.map(({ post, person, name, unit, rank, role, title }) => ({ post, person, name, unit, rank, role, title })),
  );
  const seat = sql`jsonb_to_recordset(${rows})
    as seat (post text, person text, name text, unit text, rank int, role text, title text)`;
  const units = await sql<Entered>`
    insert into units (id, kind, name, short_name, valid_from)
    select id, kind, name, short_name, ${since}::date from jsonb_populate_recordset(null::units, ${asJson(sql, UNITS)})
    returning to_jsonb(units) as row`;
  const posts = await sql<Entered>`
    insert into posts (id, unit, rank, role, title, valid_from)
    select post, unit, rank, role, title, ${since}::date from ${seat} returning to_jsonb(posts) as row`;
  const people = await sql<Entered>`
    insert into people (id, name) select person, name from ${seat} returning to_jsonb(people) as row`;
  const tenures = await sql<Entered>`
    insert into tenures (post, person, valid_from)
    select post, person, ${since}::date from ${seat} returning to_jsonb(tenures) as row`;
  const entered = { units, posts, people, tenures };
  const hand = { at, by: 'system' };
  return (Object.keys(entered) as (keyof typeof entered)[]).flatMap((name) => entering(name, entered[name], hand));
}

type Entered = { readonly row: Columns }[];

function accountMade({ username, person, post }: Taken, at: Instant): TrailEntry {
  const subject = `accounts/${username}`;
  return { at, type: 'AccountMade', actor: { process: 'accounts' }, subject, data: { person, post } };
}
