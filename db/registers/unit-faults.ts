import { fault, type DraftFault } from '../../workflows/kernel/draft-fault.ts';
import type { Transaction } from '../client.ts';
import { today } from '../today.ts';
import { fitsParent } from './fitness.ts';
import { unitOf, type Unit } from './unit.ts';

/** What stands against a unit as it would be, by pointers into what is asked; `before` is how it stands, null when it is new. */
export async function unitFaults(sql: Transaction, unit: Unit, before: Unit | null): Promise<readonly DraftFault[]> {
  const isMoved = before === null || unit.parent !== before.parent || unit.validTo !== before.validTo;
  const isNamed = before === null || unit.name !== before.name || unit.validTo !== before.validTo;
  const isSigned = before === null || leads(unit) !== leads(before) || unit.validTo !== before.validTo;
  const isElsewhere = before === null || unit.region !== before.region || unit.parent !== before.parent;
  const faults = [
    unit.kind === 'enterprise' ? enterpriseFault(unit, before) : null,
    isNamed ? await nameFault(sql, unit) : null,
    isSigned ? await signFault(sql, unit) : null,
    isMoved ? await parentFault(sql, unit, before) : null,
    isElsewhere ? await regionFault(sql, unit) : null,
  ];
  return faults.filter((it) => it !== null);
}

/** An enterprise is more than its unit: it is entered, and its sector changed, in the register of enterprises. */
function enterpriseFault({ sectors }: Unit, before: Unit | null): DraftFault | null {
  if (before === null) return fault('/kind', 'EnteredElsewhere', '企业在企业名录中登记');
  const isSame = sectors.join() === before.sectors.join();
  return isSame ? null : fault('/sectors', 'ChangedElsewhere', '企业的行业在企业名录中变更');
}

/** Ledgers and people name units by their names: two that stand at once would be mistaken for each other. */
async function nameFault(sql: Transaction, { id, name, validFrom, validTo }: Unit): Promise<DraftFault | null> {
  const same = await sql`
    select 1 from units where name = ${name} and id <> ${id} and valid_from <= ${validTo ?? 'infinity'}
      and (valid_to is null or valid_to >= ${validFrom}) limit 1`;
  return same.length === 0 ? null : fault('/name', 'NameTaken', '已有同名的单位');
}

/** What the numbers of a unit's documents begin with. */
function leads({ sign, shortName }: Unit): string {
  return sign ?? shortName;
}

/**
 * No two units give the same number: the sign of one is not another's in the same days, nor what another's numbers of this
 * year began with. Enterprises give no documents.
 */
async function signFault(sql: Transaction, unit: Unit): Promise<DraftFault | null> {
  const { id, kind, sign, validFrom, validTo } = unit;
  if (kind === 'enterprise') return sign === null ? null : fault('/sign', 'SignUnfit', '企业不制发文书，没有机关代字');
  const lead = leads(unit);
  // A number is its sign, one or two characters of the kind of document, and 〔year〕.
  const [row] = await sql<{ taken: boolean }[]>`
    select exists (
      select 1 from units where coalesce(sign, short_name) = ${lead} and id <> ${id} and kind <> 'enterprise'
        and valid_from <= ${validTo ?? 'infinity'} and (valid_to is null or valid_to >= ${validFrom})
    ) or exists (
      select 1 from documents where unit <> ${id} and starts_with(number, ${lead})
        and position('〔' || extract(year from ${today(sql)}) || '〕' in number) - length(${lead}) between 2 and 3
    ) as taken`;
  if (row?.taken !== true) return null;
  return sign === null
    ? fault('/shortName', 'SignTaken', '简称与其他单位的机关代字相同，文号会重复，请另填机关代字')
    : fault('/sign', 'SignTaken', '机关代字已由其他单位使用，文号会重复');
}

async function parentFault(sql: Transaction, unit: Unit, before: Unit | null): Promise<DraftFault | null> {
  const { id, kind, parent, validFrom, validTo } = unit;
  const isTownship = kind === 'township';
  // What lies in a township lies there by its id: a township never becomes part of another, nor a part a township.
  if (isTownship && before !== null && (parent === null) !== (before.parent === null))
    return fault('/parent', 'TownshipLevel', '乡镇（街道、园区）与其下级单位不能互相改变层级');
  if (parent === null) return null;
  const above = await unitOf(sql, parent);
  if (above === null) return fault('/parent', 'UnknownUnit', `单位 ${parent} 不在名录中`);
  const [circle] = await sql<{ is: boolean }[]>`select ${parent} = any(units_under(${id})) as is`;
  if (circle?.is === true) return fault('/parent', 'ParentCircle', '上级单位不能是本单位或本单位的下级');
  if (!fitsParent(kind, above.kind) || (isTownship && above.parent !== null))
    return fault('/parent', 'ParentUnfit', '这类单位不能隶属于该单位');
  if (above.validFrom > validFrom || (above.validTo !== null && (validTo === null || validTo > above.validTo)))
    return fault('/parent', 'ParentNotValid', '上级单位的有效期须覆盖本单位的有效期');
  return null;
}

async function regionFault(sql: Transaction, { id, kind, region, parent }: Unit): Promise<DraftFault | null> {
  if (region === null) {
    return kind === 'enterprise' ? fault('/region', 'RegionMissing', '企业须写明所在乡镇（街道、园区）') : null;
  }
  if (kind === 'township') {
    const own = parent === null ? id : (await unitOf(sql, parent))?.region;
    return region === own ? null : fault('/region', 'RegionUnfit', '乡镇（街道、园区）及其下级单位的所在地不能另定');
  }
  const place = await unitOf(sql, region);
  if (place?.kind === 'township' && place.parent === null) return null;
  return fault('/region', 'RegionUnfit', '所在地须是名录中的乡镇（街道、园区）');
}
