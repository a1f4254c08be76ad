import { fault, type DraftFault } from '../../workflows/kernel/draft-fault.ts';
import { dayOf, type Day } from '../../workflows/kernel/instant.ts';
import type { UnitId } from '../../workflows/kernel/terms.ts';
import type { Db, Queryable, Transaction } from '../client.ts';
import { isCreditCode } from './credit-code.ts';
import { isEnteredAs, isUnchanged, writeChanges, type Reasoned, type Written } from './entry.ts';
import { lockUnits } from './unit.ts';
import { validOn } from '../valid-on.ts';

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

/** What can be changed of an enterprise. */
export type EnterpriseChanges = Partial<
  Pick<Enterprise, 'sector' | 'address' | 'regulator' | 'key' | 'verified' | 'region'>
>;

/** Enters an enterprise as a unit from a day on. The same by the same hand again is entered once (`taken` where it is another's). */
export async function enterEnterprise(
  db: Db,
  { validFrom, ...enterprise }: Enterprise & { readonly validFrom: Day },
  hand: Reasoned,
): Promise<Written<Enterprise>> {
  const { id, name, creditCode, region, sector, address, regulator, key, verified } = enterprise;
  if (creditCode !== null && !isCreditCode(creditCode)) return { faults: [WRONG_CODE] };
  const unit = { id, kind: 'enterprise', name, shortName: name, ...ofUnit(enterprise), validFrom };
  return await writeChanges<Enterprise>(db, hand, async (sql) => {
    await lockUnits(sql);
    const known = await enterpriseOf({ sql }, id);
    if (known !== null) {
      const isSame =
        (await isEnteredAs(sql, 'units', id, unit, hand)) &&
        (await isEnteredAs(sql, 'enterprises', id, ofEnterprise(enterprise), hand));
      return isSame ? { again: known } : { not: 'taken' };
    }
    const taken = await sql`
      select 1 from units u left join enterprises e on e.unit = u.id
      where (u.name = ${name} and (u.valid_to is null or u.valid_to >= ${validFrom})) or e.credit_code = ${creditCode} limit 1`;
    if (taken.length > 0) return { not: 'known' };
    const faults = await placeFaults(sql, enterprise, dayOf(hand.at));
    if (faults.length > 0) return { faults };
    await sql`
      insert into units (id, kind, name, short_name, region, sectors, verified, valid_from)
      values (${id}, 'enterprise', ${name}, ${name}, ${region}, ${[sector]}, ${verified}, ${validFrom})`;
    await sql`
      insert into enterprises (unit, credit_code, sector, address, regulator, key, verified)
      values (${id}, ${creditCode}, ${sector}, ${address}, ${regulator}, ${key}, ${verified})`;
    return { done: enterprise, changes: both(id, [null, unit], [null, ofEnterprise(enterprise)]) };
  });
}

/** Changes an enterprise and its unit, in one transaction. */
export async function changeEnterprise(
  db: Db,
  id: string,
  changes: EnterpriseChanges,
  hand: Reasoned,
): Promise<Written<Enterprise>> {
  return await writeChanges<Enterprise>(db, hand, async (sql) => {
    await lockUnits(sql);
    const before = await enterpriseOf({ sql }, id);
    if (before === null) return { not: 'absent' };
    const after: Enterprise = { ...before, ...changes };
    if (isUnchanged(before, after)) return { not: 'nothing' };
    const faults = await placeFaults(sql, changes, dayOf(hand.at));
    if (faults.length > 0) return { faults };
    const { region, sector, address, regulator, key, verified } = after;
    await sql`
      update enterprises set sector = ${sector}, address = ${address}, regulator = ${regulator}, key = ${key},
        verified = ${verified} where unit = ${id}`;
    await sql`update units set region = ${region}, sectors = ${[sector]}, verified = ${verified} where id = ${id}`;
    return {
      done: after,
      changes: both(id, [ofUnit(before), ofUnit(after)], [ofEnterprise(before), ofEnterprise(after)]),
    };
  });
}

/** An enterprise by its unit's id; null when there is none. */
export async function enterpriseOf({ sql }: { readonly sql: Queryable }, id: string): Promise<Enterprise | null> {
  const [row] = await sql<Enterprise[]>`
    select u.id, u.name, e.credit_code as "creditCode", u.region, e.sector, e.address, e.regulator, e.key, e.verified
    from enterprises e join units u on u.id = e.unit where e.unit = ${id}`;
  return row ?? null;
}

const WRONG_CODE = fault('/creditCode', 'CreditCodeWrong', '统一社会信用代码的校验位不符');

/** What stands against the township and the regulator that are named, as they are that day. */
async function placeFaults(
  sql: Transaction,
  { region = null, regulator = null }: Pick<EnterpriseChanges, 'region' | 'regulator'>,
  day: Day,
): Promise<readonly DraftFault[]> {
  const found = await sql<{ id: string; kind: string }[]>`
    select id, kind from units u where id in (${region}, ${regulator}) and ${validOn(sql, day, 'u')}`;
  const isOne = (id: string | null, kinds: readonly string[]): boolean =>
    id === null || found.some((unit) => unit.id === id && kinds.includes(unit.kind));
  return [
    ...(isOne(region, ['township']) ? [] : [fault('/region', 'NotATownship', '所属乡镇不在名录中，或已经撤销')]),
    ...(isOne(regulator, ['department', 'office'])
      ? []
      : [fault('/regulator', 'NotARegulator', '监管部门不在名录中，或已经撤销')]),
  ];
}

type Halves = readonly [before: object | null, after: object];

/** The changes of both registers, but for a unit that stays as it is. */
function both(id: string, unit: Halves, enterprise: Halves) {
  const change = (register: 'units' | 'enterprises', [before, after]: Halves) => ({ register, id, before, after });
  const isKept = unit[0] !== null && isUnchanged(unit[0], unit[1]);
  return [...(isKept ? [] : [change('units', unit)]), change('enterprises', enterprise)];
}

function ofUnit({ region, sector, verified }: Enterprise): object {
  return { region, sectors: [sector], verified };
}

function ofEnterprise({ creditCode, sector, address, regulator, key, verified }: Enterprise): object {
  return { creditCode, sector, address, regulator, key, verified };
}
