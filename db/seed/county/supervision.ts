import { plusDays, type Day } from '../../../workflows/kernel/instant.ts';
import { DEPARTMENTS } from './departments.ts';
import { SINCE } from './rows.ts';
import { SEED_ENTERPRISES } from './units.ts';

/** 综合监管. */
const COMPREHENSIVE = 'yingji';

/**
 * Who supervises which sector: directly the departments that have it, the first of them longest and so as its lead; in
 * general the bureau of emergency management. Townships answer for their area without a row.
 */
export function jurisdictionRows(): object[] {
  const sectors = [...new Set(DEPARTMENTS.flatMap((department) => department.sectors))];
  return sectors.flatMap((sector) => {
    const direct = DEPARTMENTS.filter((department) => department.sectors.includes(sector)).map(({ id }) => id);
    const since = (place: number): Day => plusDays(SINCE as Day, place);
    return [
      ...direct.map((id, place) => row(sector, id, 'direct', since(place))),
      ...(direct.includes(COMPREHENSIVE) ? [] : [row(sector, COMPREHENSIVE, 'comprehensive', since(0))]),
    ];
  });
}

/** The three named persons: the township's principal, the regulator's handling officer, the enterprise's principal. */
export function responsibilityRows(): object[] {
  return SEED_ENTERPRISES.flatMap(({ unit, regulator, township }) =>
    [
      { duty: 'leader', person: `per-${township}-3` },
      { duty: 'supervisor', person: `per-${regulator}-1` },
      { duty: 'responsible', person: `per-${unit.slug}-3` },
    ].map((link) => ({ enterprise: `u-${unit.slug}`, ...link, valid_from: SINCE })),
  );
}

function row(sector: string, department: string, kind: string, validFrom: Day): object {
  const basis = '云岭县安全生产监管职责清单（虚构）';
  return { sector, unit: `u-${department}`, kind, basis, valid_from: validFrom };
}
