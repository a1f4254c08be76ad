import { readSeals } from '../../../audit/seals/read.ts';
import { sealedHeadsOf } from '../../../audit/seals/proof.ts';
import { trailAfter } from '../../../db/queries/trail.ts';
import { appendTrail, trailHash, TRAIL_GENESIS, type TrailRow } from '../../../db/trail.ts';
import type { Random } from '../../county/random.ts';
import { altered } from '../bytes.ts';
import type { Copy } from '../copy.ts';
import { alterColumn } from '../rows.ts';
import type { TamperKind } from './kind.ts';

const COLUMNS = ['at', 'type', 'actor', 'subject', 'data', 'prev_hash', 'hash'];

/** What was altered is the register's own list of changes: besides the trail, which tells of it, the register may be named. */
const REGISTER: TamperKind['beside'] = ['register'];

/** Changes of the audit trail, and of what it speaks of. */
export const TRAIL_KINDS: readonly TamperKind[] = [
  kind('trail-column', '审计日志：一条的一列', async (copy, random) => {
    const seq = anySeq(copy, random);
    const what = await alterColumn(copy.db, 'trail', { seq }, random, (column) => COLUMNS.includes(column));
    return `${what} 第 ${seq.toString()} 条`;
  }),
  kind('trail-deleted', '审计日志：删去一条', async (copy, random) => {
    const seq = anySeq(copy, random);
    await copy.db.sql`delete from trail where seq = ${seq}`;
    return `第 ${seq.toString()} 条`;
  }),
  kind('trail-cut', '审计日志：截去末尾', async (copy, random) => {
    const seq = anySeq(copy, random);
    await copy.db.sql`delete from trail where seq >= ${seq}`;
    return `自第 ${seq.toString()} 条起`;
  }),
  kind('trail-rechained', '审计日志：改一条，其后的哈希都重算', async (copy, random) => {
    const seq = anySeq(copy, random);
    await rechained(copy, (row) => (row.seq === seq ? { ...row, actor: altered(row.actor, random) } : row));
    return `第 ${seq.toString()} 条`;
  }),
  kind('trail-inserted', '审计日志：插入一条，其后的序号与哈希都重算', async (copy, random) => {
    const seq = anySeq(copy, random);
    await rechained(copy, (row) => (row.seq < seq ? row : { ...row, seq: row.seq + 1 }), {
      seq,
      at: '2026-01-01T00:00:00.000+08:00',
      type: 'SignedIn',
      actor: { person: 'per-anweiban-1' },
      subject: null,
      data: {},
    } as unknown as TrailRow);
    return `第 ${seq.toString()} 条之前`;
  }),
  {
    ...kind('trail-appended', '审计日志：最后一次封签之后续上一条', async ({ db }) => {
      const at = '2026-01-01T00:00:00.000+08:00' as TrailRow['at'];
      const seq = await appendTrail(db, { at, type: 'SignedIn', actor: { person: 'per-anweiban-1' }, subject: null, data: {} });
      return `第 ${seq.toString()} 条`;
    }),
    isFindable: false,
  },
  {
    ...kind('register-version', '名录：一次变更的一列', async ({ db }, random) => {
    const rows = await db.sql<{ ord: number }[]>`select ord from register_versions order by ord`;
    // The database gives the place itself, and to nobody else's wish.
    return await alterColumn(db, 'register_versions', { ord: random.pick(rows).ord }, random, (name) => name !== 'ord');
  }),
    beside: REGISTER,
  },
  {
    ...kind('register-version-deleted', '名录：删去一次变更', async ({ db }, random) => {
    const rows = await db.sql<{ ord: number }[]>`select ord from register_versions order by ord`;
    const { ord } = random.pick(rows);
    await db.sql`delete from register_versions where ord = ${ord}`;
    return `第 ${ord.toString()} 次`;
  }),
    beside: REGISTER,
  },
]; // prettier-ignore

function kind(name: string, label: string, change: (copy: Copy, random: Random) => Promise<string>): TamperKind {
  return {
    name,
    label,
    witness: ['trail'],
    isFindable: true,
    change: async (copy, random) => ({ what: await change(copy, random), matter: null }),
  };
}

/** An entry before the last seal. */
function anySeq({ sealDir }: Copy, random: Random): number {
  return random.whole(1, sealedHeadsOf(readSeals(sealDir), 'trail').at(-1)?.length ?? 0);
}

/** Writes the whole trail anew, with hashes that fit. */
async function rechained({ db }: Copy, change: (row: TrailRow) => TrailRow, more?: TrailRow): Promise<void> {
  const rows = (await trailAfter(db.sql, 0, 1_000_000)).map(change);
  const all = (more === undefined ? rows : [...rows, more]).sort((a, b) => a.seq - b.seq);
  await db.sql`delete from trail`;
  let prev = TRAIL_GENESIS;
  const values = all.map((row) => {
    const hash = trailHash(prev, row.seq, row);
    const value = { ...row, prev_hash: prev, hash };
    prev = hash;
    return value;
  });
  await db.sql`
    insert into trail (seq, at, type, actor, subject, data, prev_hash, hash)
    select seq, at, type, actor, subject, data, prev_hash, hash
    from jsonb_populate_recordset(null::trail, ${db.sql.json(values as never)})`;
}
