import type { MatterId } from '../../../workflows/kernel/terms.ts';
import type { Copy } from '../copy.ts';
import { target } from '../targets.ts';
import type { TamperKind } from './kind.ts';

/** Whole matters that are gone. */
export const MATTER_KINDS: readonly TamperKind[] = [
  {
    name: 'matter-deleted',
    label: '事项：数据库中的一切都删去',
    // Its ledger and its archived history are both gone.
    witness: ['ledger', 'archive'],
    isFindable: true,
    change: async (copy, random) => {
      const { id } = await target(copy, random);
      await erase(copy, id);
      return { what: '删去数据库中的一切', matter: id };
    },
  },
  {
    name: 'matter-erased',
    label: '事项：数据库与 Temporal 中的一切都删去',
    witness: ['ledger', 'archive'],
    isFindable: true,
    change: async (copy, random) => {
      const { id } = await target(copy, random);
      await erase(copy, id);
      copy.runs.delete(id);
      return { what: '各处都删去', matter: id };
    },
  },
  {
    name: 'matter-history-lost',
    label: '事项：未存档的历史从 Temporal 中删去',
    witness: ['history'],
    isFindable: true,
    change: async (copy, random) => {
      const { id } = await target(copy, random, ({ hasRun, archived }) => hasRun && archived === null);
      copy.runs.delete(id);
      return { what: '删去历史', matter: id };
    },
  },
];

async function erase({ db }: Copy, id: MatterId): Promise<void> {
  await db.sql`
    delete from archive_objects where hash in (select hash from histories where matter_id = ${id})`;
  for (const table of ['ledger', 'histories', 'commands', 'jobs', 'documents', 'import_rows'])
    await db.sql`delete from ${db.sql(table)} where matter_id = ${id}`;
  await db.sql`delete from matters where id = ${id}`;
}
