import type { MatterId } from '../../../workflows/kernel/terms.ts';
import type { Random } from '../../county/random.ts';
import { alterColumn } from '../rows.ts';
import type { Copy } from '../copy.ts';
import { ledgerOf, target } from '../targets.ts';
import type { TamperKind } from './kind.ts';

/** Changes of what is kept beside the records and cited by its hash. */
export const EVIDENCE_KINDS: readonly TamperKind[] = [
  kind('evidence-byte', '证据：文件的一个字节', async (copy, random) => {
    const { id, matter } = await cited(copy, random, 'evidence');
    return { what: await alterColumn(copy.db, 'evidence', { id }, random, (column) => column === 'content'), matter };
  }),
  kind('evidence-size', '证据：所记的大小', async (copy, random) => {
    const { id, matter } = await cited(copy, random, 'evidence');
    return { what: await alterColumn(copy.db, 'evidence', { id }, random, (column) => column === 'size'), matter };
  }),
  kind('evidence-deleted', '证据：删去文件', async (copy, random) => {
    const { id, matter } = await cited(copy, random, 'evidence');
    await copy.db.sql`delete from evidence where id = ${id}`;
    return { what: `删去 ${id}`, matter };
  }),
  kind('sealed-text', '另行保存的文字：内容或盐', async (copy, random) => {
    const { id, matter } = await cited(copy, random, 'sealed');
    const what = await alterColumn(copy.db, 'sealed', { id }, random, (column) => /content|salt/.test(column));
    return { what, matter };
  }),
  kind('sealed-deleted', '另行保存的文字：删去', async (copy, random) => {
    const { id, matter } = await cited(copy, random, 'sealed');
    await copy.db.sql`delete from sealed where id = ${id}`;
    return { what: `删去 ${id}`, matter };
  }),
  kind('document', '文书：内容', async (copy, random) => {
    const rows = await copy.db.sql<{ id: MatterId; key: string }[]>`
      select matter_id as id, key from documents order by matter_id, key`;
    const { id, key } = random.pick(rows);
    const where = { matter_id: id, key };
    const wanted = (column: string) => ['document', 'data'].includes(column);
    return { what: await alterColumn(copy.db, 'documents', where, random, wanted), matter: id };
  }),
  kind('import-file', '导入：原始文件的一个字节', async (copy, random) => {
    const [file] = await copy.db.sql<{ id: string }[]>`select file as id from imports`;
    const where = { id: file?.id ?? '' };
    return {
      what: await alterColumn(copy.db, 'evidence', where, random, (column) => column === 'content'),
      matter: null,
    };
  }),
];

function kind(name: string, label: string, change: TamperKind['change']): TamperKind {
  return { name, label, witness: ['evidence'], isFindable: true, change };
}

/** Something kept that an event of a sealed ledger cites. */
async function cited(
  copy: Copy,
  random: Random,
  table: 'evidence' | 'sealed',
): Promise<{ id: string; matter: MatterId }> {
  const pattern = table === 'evidence' ? /sha256:[0-9a-f]{64}/g : /sealed:[0-9a-f]{64}/g;
  for (;;) {
    const { id: matter } = await target(copy, random);
    const ids = JSON.stringify(await ledgerOf(copy, matter)).match(pattern) ?? [];
    if (ids.length > 0) return { id: random.pick(ids), matter };
  }
}
