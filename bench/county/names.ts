import { DEPARTMENTS } from '../../db/seed/county/departments.ts';
import { TOWNSHIPS } from '../../db/seed/county/townships.ts';
import { SEED_ENTERPRISES } from '../../db/seed/county/units.ts';
import type { CountyNames } from './year.ts';

/** The names of the demonstration county's registers, as its ledgers write them. */
export function seededNames(): CountyNames {
  const townships = new Map(TOWNSHIPS);
  const departments = new Map(DEPARTMENTS.map(({ id, name }) => [id, `县${name}`]));
  return {
    townships: [...townships.values()],
    departments: DEPARTMENTS.map(({ name, sectors }) => ({ name: `县${name}`, sectors })),
    enterprises: SEED_ENTERPRISES.map(({ unit, sector, township, regulator }) => ({
      name: unit.name,
      township: townships.get(township) ?? township,
      department: departments.get(regulator) ?? regulator,
      sector,
    })),
  };
}
