import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkTrail } from '../../../audit/trail/check.ts';
import { connect, type Db, type Transaction } from '../../../db/client.ts';
import { commandRecord, noteCommand, refuseCommand, type CommandRecord } from '../../../db/commands.ts';
import { addSpecialPeriod } from '../../../db/registers/special-periods.ts';
import { appendTrail, trailHash, type TrailEntry, type TrailRow } from '../../../db/trail.ts';
import { freshDatabase } from '../../support/system.ts';
import { CLERK, parcelId, START } from '../db/parcel-kind.ts';

const ENTRY: TrailEntry = {
  at: START,
  type: 'Reconciled',
  actor: { process: 'test' },
  subject: 'backup/1',
  data: { count: 3 },
};
/** Small, so that every check goes over pages' edges. */
const PAGE = 50;

describe('checking the trail', () => {
  let db: Db;
  /** The seqs of the first and the last entry that come on top of the seeded county's. */
  let first: number;
  let last: number;
  /** The place of the first change of a register on top of them. */
  let ord: number;
  beforeAll(async () => {
    db = connect(await freshDatabase(), { max: 2, settings: { role: 'none' } });
    const [before] = await db.sql<{ seq: number; ord: number }[]>`
      select (select max(seq) from trail) as seq, (select max(ord) from register_versions) as ord`;
    first = (before?.seq ?? 0) + 1;
    ord = (before?.ord ?? 0) + 1;
    for (let i = 1; i <= 5; i += 1) {
      const command = { commandId: `c-${i.toString()}`, type: 'Change', at: START, actor: CLERK, body: {} };
      const of = { kind: 'parcel', matterId: parcelId(i), opens: false, via: 'update', bodyHash: 'h' } as const;
      await noteCommand(db, { command, ...of });
      const record = (await commandRecord(db, command.commandId)) as CommandRecord;
      if (i > 1) await refuseCommand(db, record, { code: 'NotYours', detail: '无权办理。' });
      const parts = {
        name: '防汛',
        from: `20${(50 + i).toString()}-06-01`,
        to: `20${(50 + i).toString()}-06-30`,
        basis: '通知',
      };
      await addSpecialPeriod(db, parts, { by: 'per-awb-3', at: START });
    }
    last = await appendTrail(db, { ...ENTRY, subject: 'last' });
  });
  afterAll(() => db.end());

  /** What the check finds after a change that the database would refuse, which is then taken back. */
  async function foundAfter(change: (sql: Transaction) => Promise<unknown>): Promise<string[]> {
    const undone = new Error('undone');
    let found: string[] = [];
    await db.sql
      .begin(async (sql) => {
        for (const table of ['trail', 'register_versions']) await sql`alter table ${sql(table)} disable trigger user`;
        await change(sql);
        found = (await checkTrail({ sql }, () => undefined, PAGE)).map(
          ({ witness, seq, what }) => `${witness} ${seq.toString()} ${what}`,
        );
        throw undone;
      })
      .catch((error: unknown) => {
        if (error !== undone) throw error;
      });
    return found;
  }

  /** Chains the rows from a seq on anew, as somebody would who knows how. */
  async function rechained(sql: Transaction, from: number): Promise<void> {
    const rows = await sql<TrailRow[]>`
      select seq, at, type, actor, subject, data, prev_hash as "prevHash", hash from trail where seq >= ${from - 1} order by seq`;
    let prev = rows[0]?.hash ?? '';
    for (const row of rows.slice(1)) {
      const hash = trailHash(prev, row.seq, row);
      await sql`update trail set prev_hash = ${prev}, hash = ${hash} where seq = ${row.seq}`;
      prev = hash;
    }
  }

  test('finds nothing in what nobody touched, and says how far it is', async () => {
    const steps: number[] = [];
    expect(await checkTrail(db, (entries) => steps.push(entries), PAGE)).toEqual([]);
    expect(steps.slice(0, 2)).toEqual([PAGE, 2 * PAGE]);
    expect(steps.at(-1)).toBe(last);
    expect(await checkTrail(db)).toEqual([]);
  });

  test('finds what was altered, taken out or put in between', async () => {
    expect(await foundAfter((sql) => sql`update trail set data = '{"count": 4}' where subject = 'last'`)).toEqual([
      expect.stringMatching(new RegExp(`^trail ${last.toString()} .*内容与其哈希不符`)),
    ]);
    expect(await foundAfter((sql) => sql`update trail set at = at + interval '1 second' where seq = ${first}`)).toEqual(
      [expect.stringMatching(new RegExp(`^trail ${first.toString()} .*内容与其哈希不符`))],
    );
    expect((await foundAfter((sql) => sql`delete from trail where seq = 4`))[0]).toMatch(
      /^trail 4 .*缺第 4 条，其后是第 5 条/,
    );
    const swapped = await foundAfter((sql) => sql`update trail set prev_hash = ${'1'.repeat(64)} where seq = 7`);
    expect(swapped[0]).toMatch(/^trail 7 .*链已断开/);
  });

  test('finds that the beginning is gone', async () => {
    expect((await foundAfter((sql) => sql`delete from trail where seq = 1`))[0]).toMatch(/不是从头开始/);
    expect((await foundAfter((sql) => sql`delete from trail`))[0]).toMatch(/^trail 0 .*不是从头开始/);
    expect((await foundAfter((sql) => sql`update trail set type = 'Reconciled' where seq = 1`))[0]).toMatch(
      /不是从头开始/,
    );
  });

  test('finds a change of a register that is not what was told of it', async () => {
    const altered = (sql: Transaction) => sql`update register_versions set by = 'per-other' where ord = ${ord}`;
    expect(await foundAfter(altered)).toEqual([expect.stringMatching(/special-periods\/.*内容与当时的哈希不符/)]);
    const moved = (sql: Transaction) => sql`update register_versions set id = 'sp-other' where ord = ${ord}`;
    expect((await foundAfter(moved))[0]).toMatch(/与当时的哈希不符/);
    const gone = (sql: Transaction) => sql`delete from register_versions where ord = ${ord + 1}`;
    expect(await foundAfter(gone)).toEqual([expect.stringMatching(/所记的名录变更已不存在/)]);
  });

  test('finds a change of a register that the trail does not tell, also when the chain was made anew', async () => {
    const slipped = (sql: Transaction) => sql`
      insert into register_versions (register, id, at, by, before, after) values ('units', 'u-x', now(), 'system', null, '{}')`;
    expect(await foundAfter(slipped)).toEqual([expect.stringMatching(/^trail 0 名录变更 units\/u-x .*有 0 条/)]);
    const untold = await foundAfter(async (sql) => {
      await sql`delete from trail where seq = ${last - 1}`;
      await sql`update trail set seq = ${last - 1} where seq = ${last}`;
      await rechained(sql, last - 1);
    });
    expect(untold).toEqual([expect.stringMatching(/^trail 0 (名录变更|被拒绝的操作) .*有 0 条/)]);
  });

  test('finds a refusal that is gone, that says something else, or that nobody told', async () => {
    expect(await foundAfter((sql) => sql`delete from commands where command_id = 'c-3'`)).toEqual([
      expect.stringMatching(/所记的被拒绝操作已不存在/),
    ]);
    const reworded = (sql: Transaction) =>
      sql`update commands set refusal = '{"code": "Other"}' where command_id = 'c-3'`;
    expect(await foundAfter(reworded)).toEqual([expect.stringMatching(/所记的拒绝原因与命令登记不符/)]);
    const moved = (sql: Transaction) => sql`update commands set outcome = 'waiting' where command_id = 'c-3'`;
    expect(await foundAfter(moved)).toEqual([expect.stringMatching(/与命令登记不符/)]);
    const untold = (sql: Transaction) => sql`update commands set outcome = 'refused' where command_id = 'c-1'`;
    expect(await foundAfter(untold)).toEqual([expect.stringMatching(/^trail 0 被拒绝的操作 Change c-1 .*有 0 条/)]);
    const done = (sql: Transaction) => sql`update commands set outcome = 'done', version = 2 where command_id = 'c-3'`;
    expect(await foundAfter(done)).toEqual([]);
  });

  test('asks nothing of what is older than the trail', async () => {
    const older = await foundAfter(async (sql) => {
      await sql`delete from trail where seq > 1`;
      await sql`update trail set data = ${sql.json({ registerVersions: ord + 4, commands: 5 })} where seq = 1`;
      const [begun] = await sql<
        TrailRow[]
      >`select seq, at, type, actor, subject, data, prev_hash as "prevHash" from trail`;
      if (begun !== undefined) await sql`update trail set hash = ${trailHash(begun.prevHash, 1, begun)}`;
    });
    expect(older).toEqual([]);
  });

  test('stops at a hundred differences', async () => {
    const many = (sql: Transaction) => sql`
      insert into register_versions (register, id, at, by) select 'units', n::text, now(), 'system' from generate_series(1, 300) n`;
    expect(await foundAfter(many)).toHaveLength(100);
  });
});
