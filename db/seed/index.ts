import { randomBytes } from 'node:crypto';
import type { Role } from '../../workflows/kernel/command.ts';
import { dayOf, instantOf } from '../../workflows/kernel/instant.ts';
import { asJson, type Db, type Transaction } from '../client.ts';
import { DRAWN_AT_RANDOM, hashPassword, type PasswordCost } from '../passwords.ts';
import { creditCheck } from '../registers/credit-code.ts';
import { keepVersions, type Version } from '../registers/versions.ts';
import { rosterOf, rowsOf, type CountyRows } from './county/rows.ts';
import { SEED_ENTERPRISES, SEED_UNITS } from './county/units.ts';

/** An account of the demonstration county, as `demo-accounts.json` holds it. */
export interface DemoAccount {
  readonly username: string;
  readonly password: string;
  readonly name: string;
  /** The post's and the unit's ids, and what people call them. */
  readonly post: string;
  readonly unit: string;
  readonly postTitle: string;
  readonly unitName: string;
  readonly role: Role;
}

export interface SeedOptions {
  /** The password of an account; 96 random bits when absent. */
  readonly passwordOf?: (username: string) => string;
  /** What hashing costs; cheap when absent, because random passwords need no stretching. */
  readonly cost?: PasswordCost;
}

/** The roster of the duty desk reaches so far. */
const ROSTER_DAYS = 60;

/**
 * Puts the demonstration county (云岭县, invented) into the registers, in one transaction, and answers its accounts.
 * Called again it changes no register, but gives every account a new password.
 */
export async function seedCounty(db: Db, options: SeedOptions = {}): Promise<DemoAccount[]> {
  const roster = rosterOf(SEED_UNITS, dayOf(instantOf(Date.now())), ROSTER_DAYS);
  const rows = { ...rowsOf(SEED_UNITS), roster };
  const accounts = accountsOf(rows, options.passwordOf ?? (() => randomBytes(12).toString('base64url')));
  const hashes = await Promise.all(
    accounts.map((account) => hashPassword(account.password, options.cost ?? DRAWN_AT_RANDOM)),
  );
  await db.sql.begin(async (sql) => {
    await insertRegisters(sql, rows);
    await sql`
      insert into accounts (username, password_hash, person, post)
      select username, password_hash, person, post
      from jsonb_populate_recordset(null::accounts, ${asJson(
        sql,
        accounts.map((account, i) => ({
          username: account.username,
          password_hash: hashes[i],
          person: account.post.replace(/^p-/, 'per-'),
          post: account.post,
        })),
      )})
      on conflict (username) do update set password_hash = excluded.password_hash, failures = 0, locked_until = null`;
    await keepEntered(sql);
  });
  return accounts;
}

function accountsOf(rows: CountyRows, passwordOf: (username: string) => string): DemoAccount[] {
  const names = new Map(rows.people.map((person) => [person.id, person.name]));
  return SEED_UNITS.flatMap((unit) =>
    unit.posts.flatMap((post): DemoAccount[] =>
      post.username === undefined
        ? []
        : [
            {
              username: post.username,
              password: passwordOf(post.username),
              name: names.get(`per-${post.slug}`) ?? '',
              post: `p-${post.slug}`,
              unit: `u-${unit.slug}`,
              postTitle: post.title,
              unitName: unit.name,
              role: post.role,
            },
          ],
    ),
  );
}

async function insertRegisters(
  sql: Transaction,
  rows: CountyRows & { readonly roster: readonly object[] },
): Promise<void> {
  await sql`
    insert into units (id, kind, name, short_name, region, sectors, verified, valid_from)
    select id, kind, name, short_name, region, sectors, verified, valid_from
    from jsonb_populate_recordset(null::units, ${asJson(sql, rows.units)}) on conflict do nothing`;
  await sql`
    insert into posts select * from jsonb_populate_recordset(null::posts, ${asJson(sql, rows.posts)})
    on conflict do nothing`;
  await sql`
    insert into people select * from jsonb_populate_recordset(null::people, ${asJson(sql, rows.people)})
    on conflict do nothing`;
  await sql`
    insert into tenures select * from jsonb_populate_recordset(null::tenures, ${asJson(sql, rows.tenures)})
    on conflict do nothing`;
  await sql`
    insert into tenures select r.* from jsonb_populate_recordset(null::tenures, ${asJson(sql, rows.roster)}) r
    where not exists (select 1 from tenures t where t.post = r.post and t.valid_to is not null)`;
  await sql`
    insert into enterprises select * from jsonb_populate_recordset(null::enterprises, ${asJson(sql, enterpriseRows())})
    on conflict do nothing`;
}

/** Keeps every entry that no version of its register tells of. */
async function keepEntered(sql: Transaction): Promise<void> {
  const entered = await sql<Pick<Version, 'register' | 'id' | 'after'>[]>`
    (select 'units' as register, id, to_jsonb(u) as after from units u
    union all select 'posts', id, to_jsonb(p) from posts p
    union all select 'people', id, to_jsonb(e) from people e
    union all select 'enterprises', unit, to_jsonb(e) from enterprises e)
    except all select register, id, after from register_versions
    order by register, id`;
  const at = instantOf(Date.now());
  await keepVersions(
    sql,
    entered.map(({ register, id, after }) => ({ register, id, at, by: 'system', before: null, after })),
  );
}

/** The three named persons: the township's principal, the regulator's handling officer, the enterprise's principal. */
function enterpriseRows(): object[] {
  return SEED_ENTERPRISES.map(({ unit, sector, regulator, township }, i) => ({
    unit: `u-${unit.slug}`,
    credit_code: creditCode(i + 1),
    sector,
    address: `云岭县${unit.shortName}厂区`,
    regulator: `u-${regulator}`,
    leader_person: `per-${township}-3`,
    supervisor_person: `per-${regulator}-1`,
    responsible_person: `per-${unit.slug}-3`,
    key: true,
    verified: true,
  }));
}

/** Well-formed codes under a division code (509900) that no county has. */
function creditCode(n: number): string {
  const first17 = `91509900MA${n.toString().padStart(7, '0')}`;
  return first17 + (creditCheck(first17) ?? '');
}
