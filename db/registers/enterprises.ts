import { randomUUID } from 'node:crypto';
import { dayOf, type Day } from '../../workflows/kernel/instant.ts';
import type { UnitId } from '../../workflows/kernel/terms.ts';
import type { Db, Queryable, Transaction } from '../client.ts';
import { isCreditCode } from './credit-code.ts';
import { lockUnits } from './unit.ts';
import { writeEntries, type Changed, type Hand, type Written } from './write.ts';

/** An enterprise with what its unit says of it. */
export interface Enterprise {
  readonly id: UnitId;
  readonly name: string;
  readonly creditCode: string | null;
  /** The township that it lies in. */
  readonly region: UnitId | null;
  readonly sector: string;
  readonly address: string | null;
  readonly regulator: UnitId | null;
  /** 重点企业. */
  readonly key: boolean;
  /** Somebody has checked what stands here; what an import enters is not yet. */
  readonly verified: boolean;
}

/**
 * Why nothing was written. `code`: no such credit code; `taken`: the name or the code is another's; `region`,
 * `regulator`: no such township, department or office today; `absent`: no such enterprise; `nothing`: it says so already.
 */
export type EnterpriseRefused = 'code' | 'taken' | 'region' | 'regulator' | 'absent' | 'nothing';

/** What can be changed of an enterprise. */
export type EnterpriseChanges = Partial<
  Pick<Enterprise, 'sector' | 'address' | 'regulator' | 'key' | 'verified' | 'region'>
>;

/** Enters an enterprise as a unit from a day on. */
export async function enterEnterprise(
  db: Db,
  { validFrom, reason, ...enterprise }: Omit<Enterprise, 'id'> & { readonly validFrom: Day; readonly reason: string },
  hand: Hand,
): Promise<Enterprise | EnterpriseRefused> {
  const { name, creditCode, region, sector, address, regulator, key, verified } = enterprise;
  if (creditCode !== null && !isCreditCode(creditCode)) return 'code';
  return await writeEntries<Enterprise | EnterpriseRefused>(db, hand, async (sql) => {
    await lockUnits(sql);
    const taken = await sql`
      select 1 from units u left join enterprises e on e.unit = u.id
      where (u.name = ${name} and (u.valid_to is null or u.valid_to >= ${validFrom})) or e.credit_code = ${creditCode} limit 1`;
    const refused = taken.length > 0 ? 'taken' : await unknownPlace(sql, enterprise, dayOf(hand.at));
    if (refused !== null) return { changes: [], result: refused };
    const after: Enterprise = { id: `ent-${randomUUID().replaceAll('-', '').slice(0, 24)}` as UnitId, ...enterprise };
    await sql`
      insert into units (id, kind, name, short_name, region, sectors, verified, valid_from)
      values (${after.id}, 'enterprise', ${name}, ${name}, ${region}, ${[sector]}, ${verified}, ${validFrom})`;
    await sql`
      insert into enterprises (unit, credit_code, sector, address, regulator, key, verified)
      values (${after.id}, ${creditCode}, ${sector}, ${address}, ${regulator}, ${key}, ${verified})`;
    const unit = { kind: 'enterprise', name, shortName: name, ...ofUnit(after), validFrom, reason };
    return both(after, [null, { id: after.id, ...unit }], [null, { ...ofEnterprise(after), reason }]);
  });
}

/** Changes an enterprise and its unit, in one transaction. */
export async function changeEnterprise(
  db: Db,
  id: string,
  { changes, reason }: { readonly changes: EnterpriseChanges; readonly reason: string },
  hand: Hand,
): Promise<Enterprise | EnterpriseRefused> {
  return await writeEntries<Enterprise | EnterpriseRefused>(db, hand, async (sql) => {
    await lockUnits(sql);
    const before = await enterpriseOf({ sql }, id);
    if (before === null) return { changes: [], result: 'absent' };
    const after: Enterprise = { ...before, ...changes };
    const refused = isSame(before, after) ? 'nothing' : await unknownPlace(sql, changes, dayOf(hand.at));
    if (refused !== null) return { changes: [], result: refused };
    const { region, sector, address, regulator, key, verified } = after;
    await sql`
      update enterprises set sector = ${sector}, address = ${address}, regulator = ${regulator}, key = ${key},
        verified = ${verified} where unit = ${id}`;
    await sql`update units set region = ${region}, sectors = ${[sector]}, verified = ${verified} where id = ${id}`;
    return both(after, isSame(ofUnit(before), ofUnit(after)) ? null : [ofUnit(before), { ...ofUnit(after), reason }], [
      ofEnterprise(before),
      { ...ofEnterprise(after), reason },
    ]);
  });
}

/** An enterprise by its unit's id; null when there is none. */
export async function enterpriseOf({ sql }: { readonly sql: Queryable }, id: string): Promise<Enterprise | null> {
  const [row] = await sql<Enterprise[]>`
    select u.id, u.name, e.credit_code as "creditCode", u.region, e.sector, e.address, e.regulator, e.key, e.verified
    from enterprises e join units u on u.id = e.unit where e.unit = ${id}`;
  return row ?? null;
}

/** Whether the township or the regulator that is named is none that day. */
async function unknownPlace(
  sql: Transaction,
  { region = null, regulator = null }: Pick<EnterpriseChanges, 'region' | 'regulator'>,
  day: Day,
): Promise<'region' | 'regulator' | null> {
  const found = await sql<{ id: string; kind: string }[]>`
    select id, kind from units where id in (${region}, ${regulator})
      and valid_from <= ${day} and (valid_to is null or valid_to >= ${day})`;
  const isOne = (id: string, kinds: readonly string[]): boolean =>
    found.some((unit) => unit.id === id && kinds.includes(unit.kind));
  if (region !== null && !isOne(region, ['township'])) return 'region';
  return regulator !== null && !isOne(regulator, ['department', 'office']) ? 'regulator' : null;
}

type Halves = readonly [before: object | null, after: object];

/** The changes of both registers; null for a unit that stays as it is. */
function both(after: Enterprise, unit: Halves | null, enterprise: Halves): Written<Enterprise> {
  const change = (register: string, [before, now]: Halves): Changed & { register: string } => ({
    register,
    id: after.id,
    before,
    after: now,
  });
  return {
    changes: [...(unit === null ? [] : [change('units', unit)]), change('enterprises', enterprise)],
    result: after,
  };
}

function ofUnit({ region, sector, verified }: Enterprise): object {
  return { region, sectors: [sector], verified };
}

function ofEnterprise({ creditCode, sector, address, regulator, key, verified }: Enterprise): object {
  return { creditCode, sector, address, regulator, key, verified };
}

function isSame(before: object, after: object): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}
