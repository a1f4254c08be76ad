import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bareEvent, chained, genesisHash } from '../../../db/chain.ts';
import { connect, type Db } from '../../../db/client.ts';
import { commandRecord, noteCommand } from '../../../db/commands.ts';
import { append, LedgerConflict, LedgerGap } from '../../../db/ledger.ts';
import { eventsOf } from '../../../db/queries/events.ts';
import { matter } from '../../../db/queries/matter.ts';
import type { Entry } from '../../../workflows/kernel/hear.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { freshDatabase } from '../../support/system.ts';
import { CLERK, entryOf, happened, life, parcelId, parcelOnly, START } from './parcel-kind.ts';

describe('the ledger', () => {
  let url: string;
  let db: Db;
  beforeAll(async () => {
    url = await freshDatabase();
    db = connect(url);
  });
  afterAll(() => db.end());

  const write = (matterId: MatterId, entries: readonly Entry[]) =>
    append(db, { matterId, kind: 'parcel', entries }, parcelOnly);

  test('an append writes events, projection, outcomes and jobs in one transaction', async () => {
    const id = parcelId(1);
    const [first] = life(1, 0);
    const job = { type: 'RecordDuty', key: 'duty-1', post: CLERK.post, duty: 'x', data: {} } as const;
    await write(id, [{ ...(first as Entry), effects: [job] }]);
    const rows = await db.sql<{ xid: string }[]>`
      select xmin::text as xid from ledger where matter_id = ${id}
      union select xmin::text from matters where id = ${id}
      union select xmin::text from commands where matter_id = ${id}
      union select xmin::text from jobs where matter_id = ${id}`;
    expect(rows).toHaveLength(1);
    const [jobs] = await db.sql<{ payload: unknown }[]>`select payload from jobs where matter_id = ${id}`;
    expect(jobs?.payload).toEqual(job);
  });

  test('the same entries again change nothing', async () => {
    const id = parcelId(2);
    expect(await write(id, life(2, 3))).toEqual({ version: 4 });
    const before = await eventsOf(db, id);
    expect(await write(id, life(2, 3))).toEqual({ version: 4 });
    expect(await write(id, life(2, 1))).toEqual({ version: 4 });
    expect(await eventsOf(db, id)).toEqual(before);
  });

  test('entries that overlap add only what is missing, and their effects once', async () => {
    const id = parcelId(3);
    const duty = (key: string) => ({ type: 'RecordDuty', key, post: CLERK.post, duty: 'x', data: {} }) as const;
    const entries = life(3, 3).map((entry, i) => ({ ...entry, effects: [duty(`k-${i.toString()}`)] }));
    await write(id, entries.slice(0, 2));
    await db.sql`delete from jobs where matter_id = ${id}`;
    await write(id, entries);
    const jobs = await db.sql<{ key: string }[]>`select key from jobs where matter_id = ${id} order by key`;
    expect(jobs.map((job) => job.key)).toEqual(['k-2', 'k-3']);
    expect((await matter(db, id, 'all'))?.version).toBe(4);
  });

  test('a gap is refused and leaves nothing', async () => {
    const id = parcelId(4);
    const entries = life(4, 3);
    await expect(write(id, entries.slice(1))).rejects.toBeInstanceOf(LedgerGap);
    await write(id, entries.slice(0, 1));
    await expect(write(id, entries.slice(2))).rejects.toMatchObject({ name: 'LedgerGap', expected: 2 });
    await expect(write(id, [entries[1] as Entry, entries[3] as Entry])).rejects.toBeInstanceOf(LedgerGap);
    expect(await eventsOf(db, id)).toHaveLength(1);
  });

  test('the same seq with other content is a loud conflict', async () => {
    const id = parcelId(5);
    await write(id, life(5, 1));
    const other = entryOf(happened(2, { note: '另一条' }, '5-1'));
    await expect(write(id, [other])).rejects.toBeInstanceOf(LedgerConflict);
    expect((await eventsOf(db, id))[1]?.data).toEqual({ note: '第1条' });
  });

  test('every row is chained to the one before and the first to the matter itself', async () => {
    const id = parcelId(6);
    await write(id, life(6, 2));
    await write(id, life(6, 5).slice(3));
    const events = await eventsOf(db, id);
    expect(events).toHaveLength(6);
    expect(chained(genesisHash(id, 'parcel'), events.map(bareEvent))).toEqual(events);
    expect((await matter(db, id, 'all'))?.version).toBe(6);
  });

  test('eight at once with the same opening make one ledger', async () => {
    const id = parcelId(7);
    const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => write(id, life(7, i % 4))));
    expect(Math.max(...answers.map((answer) => answer.version))).toBe(4);
    const events = await eventsOf(db, id);
    expect(events.map((event) => event.seq)).toEqual([1, 2, 3, 4]);
    expect(chained(genesisHash(id, 'parcel'), events.map(bareEvent))).toEqual(events);
  });

  test('nobody changes or deletes a row: not the application, not the owner', async () => {
    const id = parcelId(8);
    await write(id, life(8, 0));
    const owner = connect(url, { max: 1, settings: { role: 'none' } });
    const role = connect(url, { max: 1, settings: { role: 'bihuan_app' } });
    try {
      for (const who of [owner, role]) {
        await expect(who.sql`update ledger set type = 'x' where matter_id = ${id}`).rejects.toMatchObject({
          code: '42501',
        });
        await expect(who.sql`delete from ledger where matter_id = ${id}`).rejects.toMatchObject({ code: '42501' });
        await expect(who.sql`truncate ledger`).rejects.toMatchObject({ code: '42501' });
      }
      await expect(role.sql`alter table ledger disable trigger all`).rejects.toMatchObject({ code: '42501' });
      await expect(owner.sql`set session_replication_role = replica`).resolves.toBeDefined();
      await expect(owner.sql`delete from ledger where matter_id = ${id}`).rejects.toMatchObject({ code: '42501' });
      await append(role, { matterId: id, kind: 'parcel', entries: life(8, 1) }, parcelOnly);
    } finally {
      await Promise.all([owner.end(), role.end()]);
    }
  });

  test('a refused command has its outcome though it left no event', async () => {
    const id = parcelId(9);
    await write(id, life(9, 0));
    const refusal = { code: 'NotHeardInStatus', detail: '现在不能这样办。' };
    const refused: Entry = {
      commandId: 'r-9', command: 'Change', at: START, outcome: { outcome: 'refused', refusal }, events: [], effects: [],
    }; // prettier-ignore
    await write(id, [refused]);
    expect(await commandRecord(db, 'r-9')).toMatchObject({ outcome: 'refused', refusal, via: 'signal', matterId: id });
  });

  test('a refused opening leaves an outcome and no matter', async () => {
    const id = parcelId(10);
    const refusal = { code: 'NotYours', detail: '无权。' };
    await write(id, [
      {
        commandId: 'r-10',
        command: 'Open',
        at: START,
        outcome: { outcome: 'refused', refusal },
        events: [],
        effects: [],
      },
    ]);
    expect(await commandRecord(db, 'r-10')).toMatchObject({ outcome: 'refused' });
    expect(await matter(db, id, 'all')).toBeNull();
  });

  test('a noted command becomes done with its version, and a wake notes no command', async () => {
    const id = parcelId(11);
    const [first, second] = life(11, 1);
    const command = { commandId: '11-1', type: 'Change', at: START, actor: CLERK, body: { note: '第1条' } };
    const note = { command, kind: 'parcel', matterId: id, opens: false, via: 'update', bodyHash: 'h' } as const;
    await noteCommand(db, note);
    await write(id, [first as Entry, { ...(second as Entry), commandId: '11-1' }]);
    expect(await commandRecord(db, '11-1')).toMatchObject({ outcome: 'done', version: 2, command });
    const wake = entryOf(happened(3, { note: '到期' }, 'wake-3'));
    await write(id, [{ ...wake, command: 'Wake' }]);
    expect(await commandRecord(db, 'wake-3')).toBeNull();
    expect((await matter(db, id, 'all'))?.version).toBe(3);
    // A wake that the auditor sent again was noted, and somebody waits for its outcome.
    const resent = entryOf(happened(4, { note: '补发' }, 'resent-1'));
    await write(id, [{ ...resent, command: 'Wake' }]);
    expect(await commandRecord(db, 'resent-1')).toMatchObject({ outcome: 'done', version: 4 });
  });

  test('an append costs four statements, whatever it carries, and one more when it opens the matter', async () => {
    const seen: string[] = [];
    const counted = connect(url, { max: 1, onStatement: (text) => seen.push(text) });
    const batch = (entries: readonly Entry[]) => ({ matterId: parcelId(12), kind: 'parcel', entries });
    try {
      await counted.sql`select 1`;
      seen.length = 0;
      await append(counted, batch(life(12, 0)), parcelOnly);
      expect(seen).toHaveLength(5);
      seen.length = 0;
      await append(counted, batch(life(12, 19).slice(1)), parcelOnly);
      expect(seen).toHaveLength(4);
    } finally {
      await counted.end();
    }
  });
});
