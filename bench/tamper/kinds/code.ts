import { alterColumn } from '../rows.ts';
import type { TamperKind } from './kind.ts';

/** Changes of the kept code that ran. */
export const CODE_KINDS: readonly TamperKind[] = [
  kind('code-column', '规则代码包：代码、锁文件或其哈希', async ({ db }, random) => {
    const [bundle] = await db.sql<{ hash: string }[]>`select hash from bundles`;
    const hash = bundle?.hash ?? '';
    const wanted = (column: string) => ['hash', 'code', 'lock', 'lock_hash'].includes(column);
    return { what: await alterColumn(db, 'bundles', { hash }, random, wanted), matter: null };
  }),
  kind('code-deleted', '规则代码包：删去', async ({ db }) => {
    await db.sql`delete from bundles`;
    return { what: '删去', matter: null };
  }),
];

function kind(name: string, label: string, change: TamperKind['change']): TamperKind {
  return { name, label, witness: ['code'], isFindable: true, change };
}
