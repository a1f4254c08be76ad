import { alterColumn } from '../rows.ts';
import { target } from '../targets.ts';
import type { TamperKind } from './kind.ts';

/** Changes of what lists and statistics show. */
export const PROJECTION_KINDS: readonly TamperKind[] = [
  {
    name: 'projection-column',
    label: '投影：一列',
    witness: ['projection'],
    isFindable: true,
    change: async (copy, random) => {
      const { id } = await target(copy, random);
      return { what: await alterColumn(copy.db, 'matters', { id }, random), matter: id };
    },
  },
  {
    name: 'projection-deleted',
    label: '投影：删去一行',
    witness: ['projection'],
    isFindable: true,
    change: async (copy, random) => {
      const { id } = await target(copy, random);
      await copy.db.sql`delete from matters where id = ${id}`;
      return { what: '删去投影', matter: id };
    },
  },
];
