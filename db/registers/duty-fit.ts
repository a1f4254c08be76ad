import type { Day } from '../../workflows/kernel/instant.ts';
import type { Queryable } from '../client.ts';
import { validOn } from '../valid-on.ts';

export const DUTIES = ['leader', 'supervisor', 'responsible'] as const;
/** 领导责任人, 监管责任人, 主体责任人. */
export type ChainDuty = (typeof DUTIES)[number];

/**
 * Whether a person in post `o` of unit `w` can have the duty `duty` for enterprise `e` of unit `u` on a day: 主体责任人 is
 * the enterprise's own; 监管责任人 is of 安委办, its regulator, its township or whoever has jurisdiction over its sector;
 * 领导责任人 leads the county, or is 分管 or higher of a department or of its township.
 */
export function fitsDuty(sql: Queryable, duty: ChainDuty, day: Day) {
  if (duty === 'responsible') return sql`w.id = e.unit`;
  if (duty === 'leader')
    return sql`o.rank >= 2 and (w.kind = 'department' or w.id = u.region or (w.kind = 'county' and o.role = 'leader'))`;
  return sql`(w.kind = 'office' or w.id = e.regulator or w.id = u.region or exists (
    select 1 from jurisdictions j where j.sector = e.sector and j.unit = w.id
      and ${validOn(sql, day, 'j')}))`;
}
