import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkAgainstSeals } from '../../../audit/seals/against.ts';
import type { Queryable } from '../../../db/client.ts';
import { appendTrail } from '../../../db/trail.ts';
import { instantOf, msOf } from '../../../workflows/kernel/instant.ts';
import { parcelId } from '../db/parcel-kind.ts';
import { sealedParcels, type Sealed } from './sealed-parcels.ts';

let it: Sealed;
let times: string[];
const [one, two] = [parcelId(1), parcelId(2)];

/** Two parcels, an archived run, a bundle and a trail, under three seals. */
beforeAll(async () => {
  it = await sealedParcels();
  await it.write(1, 2);
  await it.archive('run-1', 7, 'sha256:aa');
  await it.run();
  await it.write(1, 4);
  await it.write(2, 0);
  await it.keepBundle('cc');
  await appendTrail(it.db, { at: instantOf(0), type: 'Audited', actor: {}, subject: null, data: {} });
  await it.run();
  await it.archive('run-1', 9, 'sha256:bb');
  await it.run();
  times = it.docs().map(({ body }) => body.at);
});
afterAll(() => it.close());

/** What is found while a change stands; it is taken back afterwards. */
async function foundWhile(change: (sql: Queryable) => Promise<unknown>): Promise<string[]> {
  const kept = ['ledger', 'trail', 'histories', 'bundles', 'seals', 'sealed_heads'];
  await it.tamper(async (sql) => {
    for (const table of kept) await sql.unsafe(`create table kept_${table} as table ${table}`);
    await change(sql);
  });
  const found = await it.audit();
  await it.tamper(async (sql) => {
    for (const table of kept)
      await sql.unsafe(`delete from ${table}; insert into ${table} table kept_${table}; drop table kept_${table}`);
  });
  expect(await it.audit()).toEqual([]);
  return found.map(({ witness, seq, what }) => `${witness} ${seq.toString()} ${what}`);
}

const seal = (n: number) => `第 ${n.toString()} 号封签（${times[n - 1] ?? ''}）`;

test('a matter that is deleted whole is found, by the first seal that has it', async () => {
  expect(await foundWhile((sql) => sql`delete from ledger where matter_id = ${one}`)).toEqual([
    `ledger 1 ${seal(1)}封有事项 ${one} 的台账 3 条，现在只有 0 条`,
  ]);
});

test('a tail that is cut off is found', async () => {
  expect(await foundWhile((sql) => sql`delete from ledger where matter_id = ${one} and seq > 3`)).toEqual([
    `ledger 4 ${seal(2)}封有事项 ${one} 的台账 5 条，现在只有 3 条`,
  ]);
});

test('a chain that is written anew is found, also when it has grown', async () => {
  const found = await foundWhile(async (sql) => {
    await sql`update ledger set hash = 'new' || seq where matter_id = ${two}`;
    await sql`insert into ledger select matter_id, 2, kind, type, event_version, at, heard_at, command_id, actor, data,
      hash, 'more' from ledger where matter_id = ${two}`;
  });
  expect(found).toEqual([`ledger 1 事项 ${two} 的台账第 1 条与${seal(2)}所封的不符`]);
});

test('the trail, archived histories and kept bundles are found to be changed', async () => {
  const [last] = await it.db.sql<{ seq: number }[]>`select max(seq) as seq from trail`;
  const seq = last?.seq ?? 0;
  expect(await foundWhile((sql) => sql`update trail set hash = 'x' where seq = ${seq}`)).toEqual([
    `trail ${seq.toString()} 审计日志第 ${seq.toString()} 条与${seal(2)}所封的不符`,
  ]);
  expect(await foundWhile((sql) => sql`delete from trail where seq = ${seq}`)).toEqual([
    `trail ${seq.toString()} ${seal(2)}封有审计日志 ${seq.toString()} 条，现在只有 ${(seq - 1).toString()} 条`,
  ]);
  expect(await foundWhile((sql) => sql`update histories set hash = 'x' where events = 9`)).toEqual([
    `archive 0 ${seal(3)}封存的历史 par-1/run-1 不在存档中，或者已被改动`,
  ]);
  expect(await foundWhile((sql) => sql`delete from histories where events = 7`)).toEqual([
    `archive 0 ${seal(1)}封存的历史 par-1/run-1 不在存档中，或者已被改动`,
  ]);
  expect(await foundWhile((sql) => sql`delete from bundles`)).toEqual([`code 0 ${seal(2)}封存的规则代码包 cc 不在了`]);
});

test('the database’s own seals are held against those outside', async () => {
  expect(await foundWhile((sql) => sql`delete from seals where n = 3`)).toEqual([`seal 3 数据库里没有${seal(3)}`]);
  expect(await foundWhile((sql) => sql`update seals set signature = 'x' where n = 2`)).toEqual([
    `seal 2 数据库里的${seal(2)}与文件夹里的不符`,
  ]);
  expect(await foundWhile((sql) => sql`update sealed_heads set head = 'x' where chain = 'bundle/cc'`)).toEqual([
    `seal 2 数据库里的${seal(2)}与文件夹里的不符`,
  ]);
});

test('a folder that ends before the database does is found', async () => {
  const file = join(it.settings.dir, '00000003.json');
  const text = readFileSync(file);
  rmSync(file);
  expect((await it.audit()).map(({ what }) => what)).toEqual([
    '封签文件夹止于第 2 号，数据库已到第 3 号：后来的封签没有送到，或者被取走',
  ]);
  writeFileSync(file, text);
});

test('what was sealed between a backup and the restore from it is explained by the restore, and only that', async () => {
  const older = it.docs();
  await it.write(1, 6);
  await it.run();
  const cut = await it.db.sql<{ seq: number }[]>`select max(seq) as seq from ledger where matter_id = ${one}`;
  await it.tamper((sql) => sql`delete from ledger where matter_id = ${one} and seq > 5`);
  const lost = `封有事项 ${one} 的台账 ${String(cut[0]?.seq)} 条，现在只有 5 条`;
  const said = async () => {
    const { differences, notes } = await checkAgainstSeals(it.db, it.docs());
    return [differences.map(({ what }) => what), notes];
  };
  expect(await said()).toEqual([[expect.stringContaining(lost)], []]);
  const restored = (seal: number, at: number) =>
    appendTrail(it.db, {
      at: instantOf(at),
      type: 'Restored',
      actor: {},
      subject: null,
      data: { madeAt: '当时', seal },
    });
  // A seal that was in the backup must be borne out, and one that was made after the restore, too.
  await restored(4, Date.now() + 60_000);
  await restored(3, msOf(older[0]?.body.at ?? instantOf(0)));
  expect(await said()).toEqual([[expect.stringContaining(lost)], []]);
  await restored(3, Date.now() + 60_000);
  expect(await said()).toEqual([
    [],
    [expect.stringMatching(new RegExp(`${lost}：.* 恢复了 当时 的备份（审计日志第 \\d+ 条）`))],
  ]);
  expect(await it.run()).toBe(1);
  expect(it.docs().at(-1)?.heads).toContainEqual([`matter/${one}`, 5, expect.any(String)]);
  expect((await said())[0]).toEqual([]);
  expect(await it.audit()).toEqual([]);
  await it.tamper((sql) => sql`update ledger set hash = 'x' where matter_id = ${two}`);
  expect((await said())[0]).toHaveLength(1);
});
