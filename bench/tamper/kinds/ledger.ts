import type { Recorded } from '../../../workflows/kernel/event.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { chained, genesisHash } from '../../../db/chain.ts';
import { ledgerRow } from '../../../db/ledger-row.ts';
import { shippedKind } from '../../../db/matters.ts';
import { rebuild } from '../../../db/rebuild.ts';
import { writeRows } from '../../../db/write-rows.ts';
import type { Random } from '../../county/random.ts';
import { moved, reworded } from '../bytes.ts';
import type { Copy } from '../copy.ts';
import { alterColumn } from '../rows.ts';
import { ledgerOf, target, type Target } from '../targets.ts';
import type { Changed, TamperKind } from './kind.ts';

/** What the hash of a row covers, by column; `prev_hash` and `hash` are the chain itself. */
const COLUMNS = ['data', 'actor', 'at', 'heard_at', 'type', 'event_version', 'command_id', 'prev_hash', 'hash'];
/** What statistics count an opening by. */
const COUNTED = ['found_on', 'region', 'sector', 'parent'];

/** Changes of the ledger, the last of them with everything that follows from it made to fit. */
export const LEDGER_KINDS: readonly TamperKind[] = [
  ...COLUMNS.map((column) =>
    kind(`ledger-${column}`, `台账：一条的 ${column}`, async (copy, random) => {
      const { id, sealed } = await target(copy, random);
      return await column1(copy, random, { id, seq: random.whole(1, sealed) }, [column]);
    }),
  ),
  kind('ledger-kind', '台账：一条的 kind', async (copy, random) => {
    const { id, sealed } = await target(copy, random);
    return await column1(copy, random, { id, seq: random.whole(1, sealed) }, ['kind']);
  }),
  kind('ledger-counted', '台账：首条供统计的列', async (copy, random) => {
    const { id } = await target(copy, random);
    return await column1(copy, random, { id, seq: 1 }, COUNTED);
  }),
  kind('ledger-middle', '台账：删去中间一条', async (copy, random) => {
    const { id, sealed } = await target(copy, random, (one) => one.sealed > 2);
    return await deleted(copy, id, random.whole(2, sealed - 1));
  }),
  kind('ledger-last', '台账：删去最后一条', async (copy, random) => {
    const { id, length } = await target(copy, random, whole);
    return await deleted(copy, id, length);
  }),
  kind('ledger-last-fitted', '台账：删去最后一条，投影随之重算', async (copy, random) => {
    const { id, length } = await target(copy, random, (one) => whole(one) && one.length > 1);
    const changed = await deleted(copy, id, length);
    await rebuild(copy.db, id);
    return changed;
  }),
  kind('ledger-swapped', '台账：两条互换次序', swapped),
  kind('ledger-appended', '台账：续上一条，哈希与投影都重算', appended),
  kind('ledger-rechained', '台账：改一条，其后的哈希与投影都重算', rechained),
]; // prettier-ignore

const whole = ({ sealed, length }: Target) => sealed === length;

function kind(name: string, label: string, change: TamperKind['change']): TamperKind {
  return { name, label, witness: ['ledger'], isFindable: true, change };
}

async function column1(copy: Copy, random: Random, row: { id: MatterId; seq: number }, columns: readonly string[]) {
  const where = { matter_id: row.id, seq: row.seq };
  const what = await alterColumn(copy.db, 'ledger', where, random, (column) => columns.includes(column));
  return { what: `${what} 第 ${row.seq.toString()} 条`, matter: row.id };
}

async function deleted({ db }: Copy, id: MatterId, seq: number): Promise<Changed> {
  await db.sql`delete from ledger where matter_id = ${id} and seq = ${seq}`;
  return { what: `删去第 ${seq.toString()} 条`, matter: id };
}

async function swapped({ db, ...copy }: Copy, random: Random): Promise<Changed> {
  const { id, sealed } = await target({ db, ...copy }, random, (one) => one.sealed > 1);
  const first = random.whole(1, sealed - 1);
  const second = random.whole(first + 1, sealed);
  for (const [from, to] of [
    [first, -1],
    [second, first],
    [-1, second],
  ] as const)
    // prettier-ignore
    await db.sql`update ledger set seq = ${to} where matter_id = ${id} and seq = ${from}`;
  return { what: `第 ${first.toString()} 条与第 ${second.toString()} 条互换`, matter: id };
}

async function appended(copy: Copy, random: Random): Promise<Changed> {
  const { id, kind: name } = await target(copy, random);
  const events = await ledgerOf(copy, id);
  const model = random.pick(events);
  const seq = events.length + 1;
  await rewritten(copy, { id, kind: name }, [...events, { ...model, seq, commandId: `forged-${seq.toString()}` }]);
  return { what: `续上第 ${seq.toString()} 条（${model.type}）`, matter: id };
}

async function rechained(copy: Copy, random: Random): Promise<Changed> {
  const { id, kind: name, sealed } = await target(copy, random);
  const events: Recorded[] = await ledgerOf(copy, id);
  const i = random.whole(0, sealed - 1);
  const event = events[i];
  if (event === undefined) throw new Error(`${id} has no event`);
  const data = reworded(event.data, random);
  const at = moved(event.at, random);
  events[i] = data === null || random.chance(0.3) ? { ...event, at: at as Recorded['at'] } : { ...event, data };
  await rewritten(copy, { id, kind: name }, events);
  return { what: `改第 ${(i + 1).toString()} 条（${event.type}）`, matter: id };
}

/** Writes a matter's ledger anew, and what follows from it: hashes, what statistics count by, the projection. */
export async function rewritten(
  { db }: Pick<Copy, 'db'>,
  { id, kind: name }: { readonly id: MatterId; readonly kind: string },
  events: readonly Recorded[],
): Promise<void> {
  const rows = chained(genesisHash(id, name), events).map((event) => ledgerRow(shippedKind(name), id, event));
  await db.sql.begin(async (sql) => {
    const [before] = await sql<{ at: string }[]>`select min(written_at) as at from ledger where matter_id = ${id}`;
    await sql`delete from ledger where matter_id = ${id}`;
    await writeRows(sql, { ledger: rows, matters: [], commands: [], jobs: [] });
    await sql`update ledger set written_at = ${before?.at ?? ''} where matter_id = ${id}`;
  });
  await rebuild(db, id);
}
