import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from '../../../db/chain.ts';
import { connect, type Db } from '../../../db/client.ts';
import { commandRecord, noteCommand, refuseCommand, type CommandRecord } from '../../../db/commands.ts';
import { append } from '../../../db/ledger.ts';
import { addSpecialPeriod } from '../../../db/registers/special-periods.ts';
import { versionHash, versionColumns, type KeptVersion } from '../../../db/registers/versions.ts';
import { seedCounty } from '../../../db/seed/index.ts';
import { appendTrail, appendTrailAll, trailHash, TRAIL_GENESIS, type TrailRow } from '../../../db/trail.ts';
import type { Entry } from '../../../workflows/kernel/hear.ts';
import { freshDatabase } from '../../support/system.ts';
import { CLERK, entryOf, happened, life, parcelId, parcelOnly, START } from './parcel-kind.ts';

const NOT_YOURS = { code: 'NotYours', detail: '张三无权办理。' };

describe('the trail', () => {
  let db: Db;
  beforeAll(async () => {
    db = connect(await freshDatabase());
  });
  afterAll(() => db.end());

  const trail = (): Promise<TrailRow[]> => db.sql<TrailRow[]>`
    select seq, at, type, actor, subject, data, prev_hash as "prevHash", hash from trail order by seq`;
  const since = async (seq: number): Promise<TrailRow[]> => (await trail()).filter((row) => row.seq > seq);
  const length = async (): Promise<number> => (await trail()).length;
  const noted = async (commandId: string, n: number): Promise<CommandRecord> => {
    const command = { commandId, type: 'Change', at: START, actor: CLERK, body: { note: '李四 13900000000' } };
    const of = { kind: 'parcel', matterId: parcelId(n), opens: false, via: 'update', bodyHash: 'h' } as const;
    await noteCommand(db, { command, ...of });
    return (await commandRecord(db, commandId)) as CommandRecord;
  };
  const refusedSignal = (commandId: string): Entry => ({
    commandId,
    command: 'Change',
    at: START,
    outcome: { outcome: 'refused', refusal: NOT_YOURS },
    events: [],
    effects: [],
  });

  test('begins by saying what is older than it, and is one gapless chain from there', async () => {
    const entry = { at: START, type: 'Reconciled', actor: { process: 'test' }, subject: null, data: {} } as const;
    await Promise.all(Array.from({ length: 12 }, () => appendTrail(db, entry)));
    await appendTrailAll(db, [entry, { ...entry, subject: 'second' }]);
    const rows = await trail();
    expect(rows[0]).toMatchObject({ seq: 1, type: 'TrailBegun', data: { registerVersions: 0, commands: 0 } });
    let last = TRAIL_GENESIS;
    rows.forEach((row, i) => {
      expect(row).toMatchObject({ seq: i + 1, prevHash: last, hash: trailHash(last, i + 1, row) });
      last = row.hash;
    });
    expect(rows.at(-1)?.subject).toBe('second');
  });

  test('a refused command is told once, by code, with who asked and without what they wrote', async () => {
    const from = await length();
    const record = await noted('r-1', 1);
    await refuseCommand(db, record, NOT_YOURS);
    await refuseCommand(db, record, NOT_YOURS);
    expect(await since(from)).toMatchObject([
      {
        type: 'CommandRefused',
        actor: { person: CLERK.person, post: CLERK.post, unit: CLERK.unit, role: CLERK.role },
        subject: `parcel/${parcelId(1)}`,
        data: { command: 'Change', code: 'NotYours', via: 'update', commandId: 'r-1' },
      },
    ]);
    expect(JSON.stringify(await since(from))).not.toMatch(/张三|李四|13900000000/);
  });

  test('a command that was done is told by no refusal', async () => {
    const id = parcelId(2);
    await append(db, { matterId: id, kind: 'parcel', entries: life(2, 0) }, parcelOnly);
    const record = await noted('r-2', 2);
    const done = entryOf(happened(2, { note: '二' }, 'r-2'));
    await append(db, { matterId: id, kind: 'parcel', entries: [done] }, parcelOnly);
    const from = await length();
    await refuseCommand(db, record, NOT_YOURS);
    expect(await since(from)).toEqual([]);
  });

  test('a refused signal is told once, by who noted it, whoever writes it and however often', async () => {
    const id = parcelId(3);
    await append(db, { matterId: id, kind: 'parcel', entries: life(3, 0) }, parcelOnly);
    await noted('r-3', 3);
    const batch = { matterId: id, kind: 'parcel', entries: [refusedSignal('r-3'), refusedSignal('r-3-unnoted')] };
    const from = await length();
    await append(db, batch, parcelOnly);
    await append(db, batch, parcelOnly);
    expect(await since(from)).toMatchObject([
      { type: 'CommandRefused', actor: { person: CLERK.person }, data: { commandId: 'r-3', via: 'update' } },
      { type: 'CommandRefused', actor: { process: 'system' }, data: { commandId: 'r-3-unnoted', via: 'signal' } },
    ]);
  });

  test('what the other door refused already is not told again by the ledger', async () => {
    const id = parcelId(4);
    await append(db, { matterId: id, kind: 'parcel', entries: life(4, 0) }, parcelOnly);
    await refuseCommand(db, await noted('r-4', 4), NOT_YOURS);
    const from = await length();
    await append(db, { matterId: id, kind: 'parcel', entries: [refusedSignal('r-4')] }, parcelOnly);
    expect(await since(from)).toEqual([]);
  });

  test('every change of a register is told with the hash of what changed, the seeded county’s too', async () => {
    await seedCounty(db);
    const hand = { by: 'per-awb-3', at: START };
    const parts = { name: '防汛', from: '2099-06-01', to: '2099-06-30', basis: '县政府通知' };
    await addSpecialPeriod(db, parts, hand);
    const kept = await db.sql<KeptVersion[]>`select ${versionColumns(db.sql)} from register_versions order by ord`;
    expect(kept.length).toBeGreaterThan(100);
    const changed = (await trail()).filter((row) => row.type === 'RegisterChanged');
    const told = (id: string) => (/^[!-~]*$/.test(id) ? id : `~${sha256(id).slice(0, 16)}`);
    expect(changed.map((row) => row.data)).toEqual(
      kept.map((row) => ({ register: row.register, id: told(row.id), ord: row.ord, hash: versionHash(row) })),
    );
    // An id that holds words, as a sector's name, is told by a hash.
    expect(JSON.stringify(changed)).not.toMatch(/[\u4e00-\u9fff]/);
    expect(changed.at(-1)).toMatchObject({ actor: { person: 'per-awb-3' }, at: START });
    expect(changed[0]).toMatchObject({ actor: { process: 'system' } });
  });
});
