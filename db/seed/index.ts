import { randomBytes } from 'node:crypto';
import type { Role } from '../../workflows/kernel/command.ts';
import { dayOf, instantOf } from '../../workflows/kernel/instant.ts';
import { asJson, type Db, type Transaction } from '../client.ts';
import { DRAWN_AT_RANDOM, hashPassword, type PasswordCost } from '../passwords.ts';
import { creditCheck } from '../registers/credit-code.ts';
import { entering, type Columns } from '../registers/standing.ts';
import { keepVersions, type Version } from '../registers/versions.ts';
import { rosterOf, rowsOf, type CountyRows } from './county/rows.ts';
import { jurisdictionRows, responsibilityRows } from './county/supervision.ts';
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
  const hashes: string[] = [];
  for (const { password } of accounts) hashes.push(await hashPassword(password, options.cost ?? DRAWN_AT_RANDOM));
  await db.sql.begin(async (sql) => {
    const entered = await insertRegisters(sql, rows);
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
    await keepVersions(sql, entered);
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

/** Answers the changes to keep. */
async function insertRegisters(
  sql: Transaction,
  rows: CountyRows & { readonly roster: readonly object[] },
): Promise<Version[]> {
  const units = await sql<Entered>`
    insert into units (id, kind, name, short_name, sign, region, parent, sectors, verified, valid_from)
    select id, kind, name, short_name, sign, region, parent, sectors, verified, valid_from
    from jsonb_populate_recordset(null::units, ${asJson(sql, rows.units)}) on conflict do nothing
    returning to_jsonb(units) as row`;
  const posts = await sql<Entered>`
    insert into posts select * from jsonb_populate_recordset(null::posts, ${asJson(sql, rows.posts)})
    on conflict do nothing returning to_jsonb(posts) as row`;
  const people = await sql<Entered>`
    insert into people select * from jsonb_populate_recordset(null::people, ${asJson(sql, rows.people)})
    on conflict do nothing returning to_jsonb(people) as row`;
  const tenures = await sql<Entered>`
    insert into tenures select * from jsonb_populate_recordset(null::tenures, ${asJson(sql, rows.tenures)})
    on conflict do nothing returning to_jsonb(tenures) as row`;
  const roster = await sql<Entered>`
    insert into tenures select r.* from jsonb_populate_recordset(null::tenures, ${asJson(sql, rows.roster)}) r
    where not exists (select 1 from tenures t where t.post = r.post and t.valid_to is not null)
    returning to_jsonb(tenures) as row`;
  const enterprises = await sql<Entered>`
    insert into enterprises select * from jsonb_populate_recordset(null::enterprises, ${asJson(sql, enterpriseRows())})
    on conflict do nothing returning to_jsonb(enterprises) as row`;
  const responsibilities = await sql<Entered>`
    insert into responsibilities
    select * from jsonb_populate_recordset(null::responsibilities, ${asJson(sql, responsibilityRows())})
    on conflict do nothing returning to_jsonb(responsibilities) as row`;
  const jurisdictions = await sql<Entered>`
    insert into jurisdictions select * from jsonb_populate_recordset(null::jurisdictions, ${asJson(sql, jurisdictionRows())})
    on conflict do nothing returning to_jsonb(jurisdictions) as row`;
  const hand = { at: instantOf(Date.now()), by: 'system' };
  const entered = {
    units,
    posts,
    people,
    tenures: [...tenures, ...roster],
    enterprises,
    responsibilities,
    jurisdictions,
  };
  return (Object.keys(entered) as (keyof typeof entered)[]).flatMap((name) => entering(name, entered[name], hand));
}

type Entered = { readonly row: Columns }[];

function enterpriseRows(): object[] {
  return SEED_ENTERPRISES.map(({ unit, sector, regulator }, i) => ({
    unit: `u-${unit.slug}`,
    credit_code: creditCode(i + 1),
    sector,
    address: `云岭县${unit.shortName}厂区`,
    regulator: `u-${regulator}`,
    key: true,
    verified: true,
  }));
}

/** Well-formed codes under a division code (509900) that no county has. */
function creditCode(n: number): string {
  const first17 = `91509900MA${n.toString().padStart(7, '0')}`;
  return first17 + (creditCheck(first17) ?? '');
}
