import { packed } from '../../../db/archive/read.ts';
import { historiesOf, type HistoryRow } from '../../../db/archive/rows.ts';
import { storeOf } from '../../../db/archive/store.ts';
import { readArchived } from '../../../db/archive/read.ts';
import { sha256 } from '../../../db/chain.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import type { Random } from '../../county/random.ts';
import { flipped } from '../bytes.ts';
import type { Copy } from '../copy.ts';
import { alterColumn } from '../rows.ts';
import { target } from '../targets.ts';
import type { Changed, TamperKind } from './kind.ts';

/** When a row was written is what the database's clock said: no one else knows. */
const UNWITNESSED = ['archived_at'];

/** Changes of the archived histories. */
export const ARCHIVE_KINDS: readonly TamperKind[] = [
  kind('archive-byte', '存档：所存历史的一个字节', async ({ db }, random, { hash }) => {
    const [row] = await db.sql<{ content: Buffer }[]>`select content from archive_objects where hash = ${hash}`;
    if (row === undefined) throw new Error(`no object ${hash}`);
    await db.sql`update archive_objects set content = ${flipped(row.content, random)} where hash = ${hash}`;
    return '所存字节';
  }),
  kind(
    'archive-column',
    '存档：目录的一列',
    ({ db }, random, { matterId, runId, events }) =>
      alterColumn(
        db,
        'histories',
        { matter_id: matterId, run_id: runId, events },
        random,
        (column) => !UNWITNESSED.includes(column),
      ),
    // A build that is named and was never kept.
    ['code'],
  ),
  kind('archive-forged', '存档：改写所存历史，其哈希与目录都重算', forged),
  kind('archive-row', '存档：删去目录的一行', async ({ db }, _, { hash }) => {
    await db.sql`delete from histories where hash = ${hash}`;
    return '删去目录';
  }),
  kind('archive-object', '存档：删去所存历史', async ({ db }, _, { hash }) => {
    await db.sql`delete from archive_objects where hash = ${hash}`;
    return '删去所存';
  }),
];

function kind(
  name: string,
  label: string,
  change: (copy: Copy, random: Random, row: HistoryRow) => Promise<string>,
  beside: TamperKind['beside'] = [],
): TamperKind {
  return {
    name,
    label,
    witness: ['archive'],
    beside,
    isFindable: true,
    change: async (copy, random): Promise<Changed> => {
      const { id } = await target(copy, random, ({ archived }) => archived !== null);
      const [row] = await historiesOf(copy.db, id);
      if (row === undefined) throw new Error(`${id} is not archived`);
      return { what: await change(copy, random, row), matter: id };
    },
  };
}

/** What was handed to the run at its start says something else; everything that is a hash of it is recomputed. */
async function forged({ db }: Copy, _random: Random, row: HistoryRow): Promise<string> {
  const { bytes } = await readArchived(storeOf(db, null), row);
  const json = bytes.toString('utf8');
  const start = json.indexOf('"data":"') + '"data":"'.length;
  const end = json.indexOf('"', start);
  const input = JSON.parse(Buffer.from(json.slice(start, end), 'base64').toString('utf8')) as { body: object };
  const other = { ...input, body: { ...input.body, description: '另有其事。' } };
  const text = json.slice(0, start) + Buffer.from(JSON.stringify(other)).toString('base64') + json.slice(end);
  await keepAs(db, row.matterId, row.hash, Buffer.from(text));
  return '改写开办指令';
}

/** Puts other bytes in the place of an archived history, under their own hash. */
export async function keepAs({ sql }: Copy['db'], matterId: MatterId, before: string, bytes: Buffer): Promise<void> {
  const hash = `sha256:${sha256(bytes)}`;
  await sql`insert into archive_objects (hash, content) values (${hash}, ${packed(bytes)}) on conflict do nothing`;
  await sql`
    update histories set hash = ${hash}, size = ${bytes.length} where matter_id = ${matterId} and hash = ${before}`;
  await sql`delete from archive_objects where hash = ${before}`;
}
