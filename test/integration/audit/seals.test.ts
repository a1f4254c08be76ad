import { afterEach, describe, expect, test, vi } from 'vitest';
import { SealedHeadsAltered, looksAtAll } from '../../../audit/seals/make.ts';
import { signerAt } from '../../../audit/seals/keys.ts';
import { treeAt } from '../../../audit/seals/proof.ts';
import { appendTrail } from '../../../db/trail.ts';
import { lastSeal, sealDocuments } from '../../../db/seals.ts';
import { instantOf } from '../../../workflows/kernel/instant.ts';
import { parcelId } from '../db/parcel-kind.ts';
import { sealedParcels, type Sealed } from './sealed-parcels.ts';

let it: Sealed;
afterEach(() => it.close());

const ENTRY = { at: instantOf(0), type: 'Audited', actor: { process: 'test' }, subject: null, data: {} } as const;

/** The chains whose heads a seal has taken in, with their lengths; the trail stands there from the start or not. */
function movedIn(made: Awaited<ReturnType<Sealed['seal']>>): unknown[] {
  return (made?.seal.heads ?? []).filter(([chain]) => chain !== 'trail').map(([chain, length]) => [chain, length]);
}

describe('a seal', () => {
  test('takes in the head of every chain at first, and then of those that have grown', async () => {
    it = await sealedParcels();
    await it.write(1, 2);
    await it.write(2, 0);
    await appendTrail(it.db, ENTRY);
    await it.archive('run-1', 7, 'sha256:aa');
    await it.archive('run-1', 9, 'sha256:bb');
    await it.keepBundle('cc');
    const first = await it.seal();
    expect(movedIn(first)).toEqual([
      ['bundle/cc', 1],
      ['history/par-1/run-1', 9],
      [`matter/${parcelId(1)}`, 3],
      [`matter/${parcelId(2)}`, 1],
    ]);
    expect(first?.seal.heads.at(-1)?.[0]).toBe('trail');
    expect(movedIn(await it.seal())).toEqual([]);
    await it.write(1, 3);
    await it.archive('run-2', 3, 'sha256:dd');
    expect(movedIn(await it.seal())).toEqual([
      ['history/par-1/run-2', 3],
      [`matter/${parcelId(1)}`, 4],
    ]);
    const docs = await sealDocuments(it.db, [1, 2, 3]);
    expect(docs.map(({ body }) => body.n)).toEqual([1, 2, 3]);
    expect(treeAt(docs).root()).toBe(docs[2]?.body.root);
  });

  test('is of the ledger, whatever the projection says', async () => {
    it = await sealedParcels();
    await it.write(1, 2);
    await it.tamper((sql) => sql`update matters set last_hash = 'x', version = 9`);
    const [head] = await it.db.sql<{ hash: string }[]>`select hash from ledger where seq = 3`;
    expect((await it.seal())?.seal.heads).toContainEqual([`matter/${parcelId(1)}`, 3, head?.hash]);
  });

  test('takes in later what was written before it and committed after it', async () => {
    it = await sealedParcels();
    await it.write(1, 0);
    let commit: () => void = () => undefined;
    const committed = new Promise<void>((resolve) => (commit = resolve));
    await it.seal();
    const late = it.db.sql.begin(async (sql) => {
      await sql`insert into ledger select 'par-late', seq, kind, type, event_version, at, heard_at, command_id, actor, data,
        prev_hash, hash from ledger`;
      await committed;
    });
    await vi.waitFor(async () => {
      const [open] = await it.db
        .sql`select from pg_stat_activity where state = 'idle in transaction' and datname = current_database()`;
      expect(open).toBeDefined();
    });
    expect(movedIn(await it.seal())).toEqual([]);
    commit();
    await late;
    expect(movedIn(await it.seal())).toEqual([['matter/par-late', 1]]);
  });

  test('takes in within a day what was committed later than that', async () => {
    it = await sealedParcels();
    expect([1, 2, 144, 145, 289].map(looksAtAll)).toEqual([true, false, false, true, true]);
    await it.write(1, 0);
    await it.seal();
    await it.db
      .sql`insert into ledger select 'par-late', seq, kind, type, event_version, at, heard_at, command_id, actor, data,
      prev_hash, hash, null, null, null, null, now() - interval '1 hour' from ledger`;
    for (let n = 2; n <= 144; n += 1) expect(movedIn(await it.seal())).toEqual([]);
    expect(movedIn(await it.seal())).toEqual([['matter/par-late', 1]]);
  });

  test('is made once when two workers begin at the same moment', async () => {
    it = await sealedParcels();
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const holding = it.db.sql.begin(async (sql) => {
      await sql`select pg_advisory_xact_lock(720260303)`;
      await released;
    });
    await vi.waitFor(async () => {
      expect(await it.db.sql`select from pg_locks where locktype = 'advisory' and granted`).toHaveLength(1);
    });
    const both = [it.seal(), it.seal()];
    await vi.waitFor(async () => {
      expect(await it.db.sql`select from pg_locks where locktype = 'advisory' and not granted`).toHaveLength(2);
    });
    release();
    await holding;
    const made = await Promise.all(both);
    expect(made.filter((one) => one !== null)).toHaveLength(1);
    expect((await lastSeal(it.db))?.body.n).toBe(1);
  });

  test('is never older than the one before, whatever the clock says', async () => {
    it = await sealedParcels();
    await it.seal();
    await it.tamper((sql) => sql`update seals set body = jsonb_set(body, '{at}', '"2099-01-01T00:00:00.000+08:00"')`);
    expect((await it.seal())?.seal.body.at).toBe('2099-01-01T00:00:00.000+08:00');
  });

  test('keeps what was sealed when the rows say otherwise, and tells it', async () => {
    it = await sealedParcels();
    for (const n of [1, 2, 3]) await it.write(n, 2);
    expect((await it.seal())?.departed).toEqual([]);
    const [one, two, three] = [1, 2, 3].map((n) => parcelId(n));
    await it.tamper(async (sql) => {
      await sql`delete from ledger where matter_id = ${one ?? ''} and seq = 3`;
      await sql`update ledger set hash = 'other', written_at = now() where matter_id = ${two ?? ''} and seq = 3`;
      await sql`update ledger set written_at = now() where matter_id = ${one ?? ''}`;
      await sql`delete from ledger where matter_id = ${three ?? ''}`;
    });
    const made = await it.seal();
    expect(movedIn(made)).toEqual([]);
    expect(made?.departed.map(({ head, now }) => [head[0], now])).toEqual([
      [`matter/${one ?? ''}`, 2],
      [`matter/${two ?? ''}`, 3],
    ]);
    const docs = await sealDocuments(it.db, [1, 2]);
    expect(treeAt(docs).headOf(`matter/${three ?? ''}`)?.[1]).toBe(3);
  });

  test('tells of a whole matter that is gone when it looks at all chains', async () => {
    it = await sealedParcels();
    await it.write(1, 2);
    await it.seal();
    await it.tamper((sql) => sql`delete from ledger`);
    for (let n = 2; n <= 144; n += 1) expect((await it.seal())?.departed).toEqual([]);
    const { departed = [] } = (await it.seal()) ?? {};
    expect(departed.map(({ head, now }) => [head[0], head[1], now])).toEqual([[`matter/${parcelId(1)}`, 3, 0]]);
  });

  test('is not put on top of sealed heads that were changed in the database', async () => {
    it = await sealedParcels();
    await it.write(1, 2);
    await it.seal();
    await it.tamper((sql) => sql`update sealed_heads set length = 2 where chain like 'matter/%'`);
    await expect(it.seal()).rejects.toThrow(SealedHeadsAltered);
    await it.tamper((sql) => sql`delete from seals`);
    await expect(it.seal()).rejects.toThrow(SealedHeadsAltered);
  });

  test('is signed by whatever key is in the file, which is made on first use', async () => {
    it = await sealedParcels();
    const made = await it.seal();
    expect(made?.seal.body.key).toBe(signerAt(it.settings.keyFile).id);
  });
});
